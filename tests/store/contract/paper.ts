import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import type { PaperBatchId } from '../../../app/domain/id'
import type { PaperDraft } from '../../../app/domain/paper/paper-signature'
import { campaignText, openCampaign } from '../../support/campaign'
import { paperDraft } from '../../support/drafts'
import { type OpenStore, openWorld } from './world'

export function paperPromises(openStore: OpenStore): void {
  async function opened() {
    const world = await openWorld(openStore)
    const { store, clock, campaign } = world
    const enter = async (drafts: readonly PaperDraft[], campaignId = campaign.id) => {
      const id = uuidv7() as PaperBatchId
      const states = await store.enterPaper({ id, campaignId, drafts }, byOperator(clock.now()))
      return { id, states }
    }
    const states = async () => (await store.paperAfter(campaign.id, null, null, 10)).map(({ state }) => state)
    return { ...world, enter, states }
  }

  test('a sheet is kept whole and counted apart, by constituency', async () => {
    const { store, clock, campaign, enter, tallies, signAndConfirm } = await opened()
    await signAndConfirm()
    const drafts = [paperDraft(), paperDraft({ name: 'Una Moss', constituencyCode: null, signedOn: null })]
    const { id, states } = await enter(drafts)
    expect(states).toEqual({ counted: 2, 'signed-on-paper': 0, 'signed-online': 0 })
    expect(await tallies()).toMatchObject({
      'signatures/': 1,
      'paper/': 2,
      'paper-by-constituency/Z14000102': 1,
      'paper-by-constituency/': 1,
    })
    expect(await store.paperBatch(id)).toEqual({
      ...{ id, campaignId: campaign.id, signatures: 2, counted: 2 },
      ...{ enteredBy: null, enteredAt: clock.now() },
    })
    expect(await store.paperAfter(campaign.id, id, null, 1)).toEqual([
      {
        ...{ id: drafts[0]?.id, batch: id, state: 'counted', name: 'Ivo Finch', address: '2 Mill Lane' },
        ...{ postcode: 'ZZ2 1AA', constituencyCode: 'Z14000102', signedOn: '2026-11-22' },
      },
    ])
    expect(await store.paperAfter(campaign.id, id, drafts[0]?.id ?? null, 10)).toHaveLength(1)
    expect(await store.recount()).toEqual([])
  })

  test('one person counts once, however their name is written, on whichever sheets; in the browser before all', async () => {
    const { store, clock, enter, states, tallies } = await opened()
    await enter([paperDraft(), paperDraft({ name: 'ÍVO  finch' })])
    await enter([paperDraft({ name: 'Ivo Finch' }), paperDraft({ name: 'Una Moss', online: true })])
    expect(await states()).toEqual(['counted', 'signed-on-paper', 'signed-on-paper', 'signed-online'])
    expect(await tallies()).toMatchObject({ 'paper/': 1 })
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    expect((await enter([paperDraft()], other.id)).states.counted).toBe(1)
  })

  test('where one that counted is deleted the next of the same person counts, and a sheet without any is gone', async () => {
    const { store, clock, enter, states, tallies, campaign } = await opened()
    const [one, two] = [paperDraft(), paperDraft()]
    const first = await enter([one, paperDraft({ name: 'Una Moss' })])
    const second = await enter([two])
    expect(await store.removePaper(first.id, one.id, byOperator(clock.now()))).toBe(1)
    expect(await states()).toEqual(['counted', 'counted'])
    expect(await store.paperBatch(first.id)).toMatchObject({ signatures: 1, counted: 1 })
    expect(await store.paperBatch(second.id)).toMatchObject({ signatures: 1, counted: 1 })
    expect(await store.recount()).toEqual([])
    expect(await store.removePaper(second.id, null, byOperator(clock.now()))).toBe(1)
    expect(await store.removePaper(second.id, null, byOperator(clock.now()))).toBe(0)
    expect(await store.paperBatch(second.id)).toBeNull()
    expect((await store.paperBatchesBefore(campaign.id, null, 10)).map(({ id }) => id)).toEqual([first.id])
    expect(await tallies()).toMatchObject({ 'paper/': 1 })
    expect(await store.recount()).toEqual([])
    const deeds = (await store.auditAfter(0, 10)).map(({ action }) => action)
    expect(deeds).toEqual(['paper-entered', 'paper-entered', 'paper-removed', 'paper-removed'])
  })

  test('whoever left the browser since counts on the next sheet that has them', async () => {
    const { enter, states } = await opened()
    await enter([paperDraft({ online: true })])
    await enter([paperDraft(), paperDraft()])
    expect(await states()).toEqual(['signed-online', 'counted', 'signed-on-paper'])
  })

  test('lines of one sheet that are deleted at once leave it as many as it holds', async () => {
    const { store, clock, campaign, enter } = await opened()
    const drafts = ['Una Moss', 'Tom Moss', 'Ada Moss'].map(name => paperDraft({ name }))
    const { id } = await enter(drafts)
    const remove = (which: readonly PaperDraft[]) =>
      Promise.all(which.map(one => store.removePaper(id, one.id, byOperator(clock.now()))))
    expect(await remove(drafts.slice(1))).toEqual([1, 1])
    expect(await store.paperBatch(id)).toMatchObject({ signatures: 1, counted: 1 })
    await remove(drafts)
    expect(await store.paperBatchesBefore(campaign.id, null, 10)).toEqual([])
  })

  test('two sheets with the same person that come at once count them once', async () => {
    const { store, enter, tallies } = await opened()
    await Promise.all([enter([paperDraft()]), enter([paperDraft()]), enter([paperDraft()])])
    expect(await tallies()).toMatchObject({ 'paper/': 1 })
    expect(await store.recount()).toEqual([])
  })
}
