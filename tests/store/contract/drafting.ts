import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import type { SeenDraft } from '../../../app/domain/draft/store'
import { fieldsOf } from '../../../app/domain/draft/text'
import type { OrganiserId } from '../../../app/domain/id'
import { consentWording } from '../../../app/domain/privacy/privacy'
import { campaignText } from '../../support/campaign'
import { day } from '../../support/clock'
import { type OpenStore, openWorld, type World } from './world'

const ada = { id: uuidv7() as OrganiserId }
const operator = { id: null }
const retitled = campaignText({ title: 'A crossing at every school gate' })

export function draftingPromises(openStore: OpenStore): void {
  test('a draft is kept with who saved it and when, and each save is the next revision', async () => {
    const { store, campaign, clock } = await openWorld(openStore)
    expect(await store.campaignDraft(campaign.id)).toBeNull()
    const first = await saved(await openDraft({ store, campaign, clock }, null, 'One'))
    expect(first).toMatchObject({ revision: 1, basis: 1, savedBy: ada.id, savedAt: clock.now() })
    clock.advance(day)
    const second = await saved(await openDraft({ store, campaign, clock }, first, 'Two'))
    expect(second).toMatchObject({ revision: 2, savedAt: clock.now(), fields: { title: 'Two' } })
    expect(await store.campaignDraft(campaign.id)).toEqual(second)
    expect(await store.campaign(campaign.slug)).toEqual(campaign)
  })

  test('nobody saves over, discards or publishes what they have not seen', async () => {
    const world = await openWorld(openStore)
    const { store, campaign, clock } = world
    const first = await saved(await openDraft(world, null, 'One'))
    expect(await openDraft(world, null, 'Another')).toBe('changed-meanwhile')
    const second = await saved(await openDraft(world, first, 'Two'))
    expect(await openDraft(world, first, 'Late')).toBe('changed-meanwhile')
    for (const seen of [first, null]) {
      expect(await store.discardDraft(campaign.id, seen)).toBe('changed-meanwhile')
      expect(await publish(world, seen)).toBe('changed-meanwhile')
    }
    expect(await store.campaignDraft(campaign.id)).toEqual(second)
    expect(await store.auditBefore(null, null, 10)).toEqual([])
    expect(await store.discardDraft(campaign.id, second)).toBe('discarded')
    clock.advance(1)
    await saved(await openDraft(world, null, 'Three'))
    expect(await openDraft(world, first, 'Later still')).toBe('changed-meanwhile')
  })

  test('of two who save at once, one is told', async () => {
    const world = await openWorld(openStore)
    const answers = await Promise.all([openDraft(world, null, 'One'), openDraft(world, null, 'Two')])
    expect(answers.filter(answer => answer === 'changed-meanwhile')).toHaveLength(1)
  })

  test('publishing makes a version, ends the draft and is told in the log once', async () => {
    const world = await openWorld(openStore)
    const { store, campaign, clock } = world
    const draft = await saved(await openDraft(world, null, retitled.title))
    clock.advance(day)
    expect(await publish(world, draft)).toMatchObject({
      outcome: 'new-version',
      campaign: { id: campaign.id, version: 2, text: retitled },
    })
    expect(await store.campaignDraft(campaign.id)).toBeNull()
    expect(await store.campaignVersions(campaign.id)).toEqual([
      { version: 2, savedAt: clock.now(), savedBy: ada.id },
      { version: 1, savedAt: campaign.createdAt, savedBy: null },
    ])
    expect((await store.auditBefore(campaign.id, null, 10)).map(event => event)).toMatchObject([
      {
        actor: `organiser:${ada.id}`,
        action: 'campaign-published',
        object: `campaign:${campaign.id}`,
        detail: { version: 2 },
      },
    ])
  })

  test('publishing what is published already makes no version and no line in the log', async () => {
    const world = await openWorld(openStore)
    const { store, campaign } = world
    expect(await publish(world, null, campaign.text)).toMatchObject({ outcome: 'unchanged' })
    expect(await store.campaignVersions(campaign.id)).toHaveLength(1)
    expect(await store.auditBefore(null, null, 10)).toEqual([])
  })

  test('a new campaign never takes the place of another, and is told in the log', async () => {
    const { store, campaign, clock } = await openWorld(openStore)
    const create = (slug: string) => {
      const text = campaignText({ slug })
      return store.createCampaign(text, consentWording(text, []), operator, clock.now())
    }
    expect(await create(campaign.slug)).toBe('slug-taken')
    expect(await create('another')).toMatchObject({ id: 2, slug: 'another', state: 'draft', version: 1 })
    expect(await store.auditBefore(null, null, 10)).toMatchObject([
      { actor: 'operator', action: 'campaign-made', campaignId: 2 },
    ])
  })

  test('who opened, paused or closed a campaign is told in the log, and from what', async () => {
    const { store, campaign, clock } = await openWorld(openStore)
    await store.setCampaignState(campaign.slug, 'paused', clock.now(), ada)
    await store.setCampaignState(campaign.slug, 'paused', clock.now(), ada)
    expect(await store.auditBefore(campaign.id, null, 10)).toMatchObject([
      { action: 'campaign-state', detail: { from: 'open', to: 'paused' } },
    ])
  })
}

type Where = Pick<World, 'store' | 'campaign' | 'clock'>

function openDraft({ store, campaign, clock }: Where, seen: SeenDraft, title: string) {
  return store.saveDraft(
    {
      campaignId: campaign.id,
      fields: { ...fieldsOf(campaign.text), title },
      basis: campaign.version,
      savedBy: ada.id,
      savedAt: clock.now(),
    },
    seen,
  )
}

async function saved(answer: Awaited<ReturnType<typeof openDraft>>) {
  if (answer === 'changed-meanwhile') throw new Error('it was changed meanwhile')
  return answer
}

function publish({ store, campaign, clock }: Where, seen: SeenDraft, text = retitled) {
  return store.publishDraft({
    ...{ campaignId: campaign.id, seen, text, by: ada, at: clock.now() },
    wording: consentWording(text, []),
  })
}
