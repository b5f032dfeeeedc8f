import { expect, test } from 'vitest'
import type { OrganiserId } from '../../../app/domain/id'
import { campaignText, openCampaign } from '../../support/campaign'
import { day, minute } from '../../support/clock'
import { signInAs } from '../../support/organiser'
import { type OpenStore, openWorld, type World } from './world'

export function noticePromises(openStore: OpenStore): void {
  test('what an organiser wants of a campaign is kept, and another of theirs is another wish', async () => {
    const { store, campaign, reader, wish } = await open(openStore)
    expect(await store.notice(reader, campaign.id)).toBe(null)
    await wish({ weekly: 'yes' })
    await wish({ milestones: 'yes' })
    expect(await store.notice(reader, campaign.id)).toEqual({
      organiserId: reader,
      campaignId: campaign.id,
      weekly: 'no',
      milestones: 'yes',
    })
    expect(await store.notice(reader, campaign.id + 1)).toBe(null)
  })

  test('a summary is queued once when it is due, whoever looks, and again when the next is', async () => {
    const { store, clock, reader, wish, mails } = await open(openStore)
    const due = new Date(clock.now().getTime() + minute)
    await wish({ weekly: 'yes' }, due)
    const next = new Date(clock.now().getTime() + 7 * day)
    expect(await store.queueSummaries(clock.now(), next)).toBe(0)
    clock.advance(minute)
    const queued = await Promise.all([1, 2, 3].map(() => store.queueSummaries(clock.now(), next)))
    expect(queued.sort()).toEqual([0, 0, 1])
    expect(await mails()).toMatchObject([{ kind: 'summary', organiserId: reader, signatureId: null }])
    clock.advance(7 * day)
    expect(await store.queueSummaries(clock.now(), new Date(clock.now().getTime() + day))).toBe(1)
  })

  test('who wants no summary any more is queued none', async () => {
    const { store, clock, wish } = await open(openStore)
    await wish({ weekly: 'yes' }, clock.now())
    await wish({ weekly: 'no' }, null)
    expect(await store.queueSummaries(clock.now(), clock.now())).toBe(0)
  })

  test('a milestone is reached once for ever, and its readers are mailed once for all that were reached together', async () => {
    const { store, clock, campaign, wish, mails } = await open(openStore)
    await wish({ milestones: 'yes' })
    const reach = (counts: readonly number[]) => store.reachMilestones(campaign.id, counts, clock.now())
    expect(await reach([])).toEqual([])
    expect(await reach([250, 100])).toEqual([100, 250])
    expect(await mails()).toMatchObject([
      { kind: 'milestone', campaignId: campaign.id, createdAt: clock.now() },
    ])
    expect(await reach([100, 250])).toEqual([])
    expect(await mails()).toEqual([])
    const first = clock.now()
    clock.advance(day)
    expect((await Promise.all([reach([250, 500]), reach([500])])).flat()).toEqual([500])
    expect(await mails()).toHaveLength(1)
    expect(await store.milestones(campaign.id)).toEqual([
      { count: 100, reachedAt: first },
      { count: 250, reachedAt: first },
      { count: 500, reachedAt: clock.now() },
    ])
  })

  test('a goal that is confirmed is reached in that moment, though the count falls again at once, and told once', async () => {
    const world = await openWorld(openStore, { text: campaignText({ goal: 2 }) })
    const { store, clock, campaign, signAndConfirm, collect, claim } = world
    const { id: organiserId } = await signInAs(store, clock.now(), 'viewer')
    const wish = { organiserId: organiserId as OrganiserId, campaignId: campaign.id }
    await store.saveNotice({ ...wish, weekly: 'no', milestones: 'yes' }, null)
    const told: string[] = []
    const look = async () => told.push(...(await collect()).map(({ kind }) => kind))
    for (const name of ['a', 'b', 'c']) {
      const { id } = await signAndConfirm({ email: `${name}@example.org` })
      if (name === 'b') await store.withdrawSignature(id, clock.now())
      await look()
    }
    expect(told.filter(kind => kind === 'milestone')).toEqual(['milestone'])
    expect(await store.milestones(campaign.id)).toEqual([{ count: 2, reachedAt: clock.now() }])
    expect(await claim()).toEqual([])
  })

  test('a milestone of another campaign mails nobody of this one', async () => {
    const { store, clock, wish, mails } = await open(openStore)
    await wish({ milestones: 'yes' })
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    expect(await store.reachMilestones(other.id, [100], clock.now())).toEqual([100])
    expect(await mails()).toEqual([])
  })
}

/** An organiser of the world's campaign, and what they say they want. */
async function open(openStore: OpenStore) {
  const world: World = await openWorld(openStore)
  const { store, clock, campaign, claim } = world
  const { id: reader } = await signInAs(store, clock.now(), 'viewer')
  const notice = { organiserId: reader as OrganiserId, campaignId: campaign.id }
  return {
    ...world,
    reader,
    wish: (wanted: { weekly?: 'yes' | 'no'; milestones?: 'yes' | 'no' }, dueAt: Date | null = null) =>
      store.saveNotice({ ...notice, weekly: 'no', milestones: 'no', ...wanted }, dueAt),
    mails: () => claim(365 * day),
  }
}
