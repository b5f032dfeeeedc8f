import { expect, test } from 'vitest'
import { consentWording } from '../../../app/domain/privacy/privacy'
import { campaignText, openCampaign } from '../../support/campaign'
import { clockAt, day } from '../../support/clock'
import { signatureDraft } from '../../support/drafts'
import { type OpenStore, openWorld } from './world'

const retitled = campaignText({ title: 'A crossing at every school gate' })
const at = clockAt().now()

export function campaignPromises(openStore: OpenStore): void {
  test('a new campaign is a draft, the first version of its text and of its wording of consent', async () => {
    const store = await openStore()
    const text = campaignText()
    const { campaign, outcome } = await store.saveCampaign(text, consentWording(text, []), at)
    expect(outcome).toBe('created')
    expect(campaign).toEqual({
      id: 1,
      slug: 'safer-crossings',
      state: 'draft',
      version: 1,
      consentVersion: 1,
      text,
      createdAt: at,
      updatedAt: at,
      openedAt: null,
      closedAt: null,
    })
    expect(await store.campaign('safer-crossings')).toEqual(campaign)
    expect(await store.campaignById(1)).toEqual(campaign)
  })

  test('a campaign’s number is the highest plus one', async () => {
    const store = await openStore()
    for (const slug of ['one', 'two', 'three']) await openCampaign(store, at, campaignText({ slug }))
    expect((await store.campaigns()).map(({ id, slug }) => [id, slug])).toEqual([
      [3, 'three'],
      [2, 'two'],
      [1, 'one'],
    ])
  })

  test('what nobody saved is null', async () => {
    const { store, campaign } = await openWorld(openStore)
    expect(await store.campaign('nothing')).toBeNull()
    expect(await store.campaignById(99)).toBeNull()
    expect(await store.campaignVersion(campaign.id, 2)).toBeNull()
    expect(await store.consentWording(campaign.id, 2)).toBeNull()
    expect(await store.setCampaignState('nothing', 'open', at)).toBeNull()
  })

  test('saving the same again changes nothing', async () => {
    const { store, campaign, clock } = await openWorld(openStore)
    clock.advance(day)
    const again = await store.saveCampaign(campaignText(), consentWording(campaignText(), []), clock.now())
    expect(again).toEqual({ outcome: 'unchanged', campaign })
  })

  test('a change is a version of its own before the first signature too, and the one before it stays', async () => {
    const { store, campaign, clock } = await openWorld(openStore)
    clock.advance(day)
    const { outcome, campaign: changed } = await store.saveCampaign(
      retitled,
      consentWording(retitled, []),
      clock.now(),
    )
    expect(outcome).toBe('new-version')
    expect(changed).toMatchObject({ id: campaign.id, version: 2, text: retitled, updatedAt: clock.now() })
    expect(await store.campaignVersion(campaign.id, 1)).toEqual(campaign.text)
  })

  test('a change after the first signature makes a version that only later signatures remember', async () => {
    const { store, campaign, clock, sign } = await openWorld(openStore)
    const early = await sign()
    const { outcome, campaign: changed } = await store.saveCampaign(
      retitled,
      consentWording(retitled, []),
      clock.now(),
    )
    expect(outcome).toBe('new-version')
    const late = signatureDraft(changed, clock.now(), { email: 'late@example.org' })
    await store.recordSignatures([late])

    expect((await store.signature(early.id))?.version).toBe(1)
    expect((await store.signature(late.id))?.version).toBe(2)
    expect(await store.campaignVersion(campaign.id, 1)).toEqual(campaign.text)
    expect(await store.campaignVersion(campaign.id, 2)).toEqual(retitled)
  })

  test('a wording of consent is kept for those who agreed to it', async () => {
    const { store, campaign, clock, sign } = await openWorld(openStore)
    const early = await sign()
    const first = consentWording(campaign.text, [])
    const plainer = { ...first, consent: 'I agree that you record my support.' }
    await store.saveConsentWording(campaign.id, plainer, clock.now())
    const changed = await store.campaign(campaign.slug)

    expect(changed).toMatchObject({ version: 1, consentVersion: 2 })
    expect((await store.signature(early.id))?.consentVersion).toBe(1)
    expect(await store.consentWording(campaign.id, 1)).toEqual(first)
    expect(await store.consentWording(campaign.id, 2)).toEqual(plainer)
  })

  test('a wording of consent that is shown already is not a new one', async () => {
    const { store, campaign, clock } = await openWorld(openStore)
    await store.saveConsentWording(campaign.id, consentWording(campaign.text, []), clock.now())
    expect(await store.campaign(campaign.slug)).toEqual(campaign)
  })

  test('a signature keeps its principles though the campaign drops one and puts another first', async () => {
    const { store, campaign, clock, sign } = await openWorld(openStore)
    const { id } = await sign({ principles: ['lights', 'zebra'] })
    const [zebra, lights] = campaign.text.principles
    const island = { ...zebra, slug: 'island' }
    const changed = campaignText({ principles: [island, lights] })
    await store.saveCampaign(changed, consentWording(changed, []), clock.now())
    const other = await sign({ email: 'other@example.org', principles: ['island', 'lights'] })

    expect((await store.signature(id))?.principles).toEqual(['lights', 'zebra'])
    expect((await store.signature(other.id))?.principles).toEqual(['island', 'lights'])
  })

  test('a campaign remembers when it first opened and when it closed; opening it again forgets the closing', async () => {
    const { store, clock, campaign } = await openWorld(openStore)
    const opened = clock.now()
    const setState = async (state: 'open' | 'paused' | 'closed') => {
      clock.advance(day)
      const { openedAt, closedAt, updatedAt } = (await store.setCampaignState(
        campaign.slug,
        state,
        clock.now(),
      )) as typeof campaign
      return { openedAt, closedAt, updatedAt }
    }
    expect(await setState('paused')).toEqual({ openedAt: opened, closedAt: null, updatedAt: clock.now() })
    expect(await setState('closed')).toEqual({
      openedAt: opened,
      closedAt: clock.now(),
      updatedAt: clock.now(),
    })
    const closed = clock.now()
    expect(await setState('closed')).toEqual({ openedAt: opened, closedAt: closed, updatedAt: closed })
    expect(await setState('open')).toEqual({ openedAt: opened, closedAt: null, updatedAt: clock.now() })
  })

  test('campaigns are listed newest first with their confirmed signatures', async () => {
    const { store, clock, campaign, sign, signAndConfirm } = await openWorld(openStore)
    const newer = await openCampaign(store, clock.now(), campaignText({ slug: 'newer' }))
    await signAndConfirm()
    await signAndConfirm({ email: 'two@example.org' })
    await sign({ email: 'pending@example.org' })
    expect(await store.campaigns()).toEqual([
      { ...newer, signatures: 0 },
      { ...campaign, signatures: 2 },
    ])
  })
}
