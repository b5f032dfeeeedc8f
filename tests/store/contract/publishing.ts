import { expect, test } from 'vitest'
import { revisionWord } from '../../../app/domain/campaign/revision'
import { consentWording } from '../../../app/domain/privacy/privacy'
import { campaignText, openCampaign, savePlaces } from '../../support/campaign'
import { hour, minute } from '../../support/clock'
import { signatureDraft } from '../../support/drafts'
import { type OpenStore, openWorld, type World } from './world'

export function publishingPromises(openStore: OpenStore): void {
  test.each<[string, (world: World) => Promise<unknown>]>([
    ['its state', ({ store, clock }) => store.setCampaignState('safer-crossings', 'paused', clock.now())],
    [
      'its text',
      ({ store, clock }) => {
        const text = campaignText({ title: 'Another title' })
        return store.saveCampaign(text, consentWording(text, []), clock.now())
      },
    ],
    [
      'its wording of consent',
      ({ store, clock, campaign }) => {
        const wording = { ...consentWording(campaign.text, []), consent: 'I agree.' }
        return store.saveConsentWording(campaign.id, wording, clock.now())
      },
    ],
    ['its count', world => world.signAndConfirm()],
  ])('a campaign has another revision once %s changed', async (_, change) => {
    const world = await openWorld(openStore)
    const before = await words(world)
    world.clock.advance(minute)
    await change(world)
    expect(await words(world)).not.toEqual(before)
  })

  test('a campaign has the same revision while nobody can see a difference', async () => {
    const world = await openWorld(openStore)
    const before = await words(world)
    world.clock.advance(minute)
    await world.sign()
    await world.store.saveCampaign(
      world.campaign.text,
      consentWording(world.campaign.text, []),
      world.clock.now(),
    )
    expect(await words(world)).toEqual(before)
  })

  test('revisions name every campaign with its dates and its count', async () => {
    const world = await openWorld(openStore, {
      text: campaignText({ opens: '2026-01-01', closes: '2026-12-31' }),
    })
    await world.signAndConfirm()
    const { campaigns } = await world.store.revisions()
    const { id, slug, state, version, consentVersion, updatedAt } = world.campaign
    expect(campaigns).toEqual([
      {
        ...{ id, slug, state, version, consentVersion, updatedAt },
        ...{ opens: '2026-01-01', closes: '2026-12-31', signatures: 1 },
      },
    ])
  })

  test('the places have another revision after each import, the campaigns have not', async () => {
    const { store, clock } = await openWorld(openStore)
    const before = await store.revisions()
    await savePlaces(store, clock.now())
    const after = await store.revisions()
    expect(after.campaigns).toEqual(before.campaigns)
    expect(after.places).not.toBe(before.places)
  })

  test('what a measure counts is told without the others, in the order of its keys', async () => {
    const { store, clock, campaign, signAndConfirm } = await openWorld(openStore)
    await signAndConfirm({ email: 'a@example.org' })
    clock.advance(11 * hour)
    const { id } = await signAndConfirm({ email: 'b@example.org' })
    clock.advance(hour)
    await signAndConfirm({ email: 'c@example.org' })
    await store.withdrawSignature(id, clock.now())
    expect(await store.countsBy(campaign.id, ['by-day', 'by-hour'])).toEqual([
      { measure: 'by-day', key: '2026-11-23', count: 1 },
      { measure: 'by-day', key: '2026-11-24', count: 1 },
      { measure: 'by-hour', key: '2026-11-23T12', count: 1 },
      { measure: 'by-hour', key: '2026-11-24T00', count: 1 },
    ])
    expect(await store.countsBy(99, ['by-day'])).toEqual([])
  })

  test('what was counted in some hours is told for each campaign', async () => {
    const { store, clock, campaign, signAndConfirm, confirm } = await openWorld(openStore)
    await signAndConfirm({ email: 'a@example.org' })
    clock.advance(hour)
    await signAndConfirm({ email: 'b@example.org' })
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    const draft = signatureDraft(other, clock.now(), { email: 'c@example.org' })
    await store.recordSignatures([draft])
    await confirm(draft.id)
    expect(await store.countsInHours(['2026-11-23T13', '2026-11-23T14'])).toEqual([
      { campaignId: campaign.id, hour: '2026-11-23T13', count: 1 },
      { campaignId: other.id, hour: '2026-11-23T13', count: 1 },
    ])
  })
}

async function words({ store, clock }: World): Promise<readonly string[]> {
  const { campaigns } = await store.revisions()
  return campaigns.map(campaign => revisionWord(campaign, clock.now()))
}
