import { setImmediate } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import type { SignatureId } from '../../app/domain/id'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import type { Store } from '../../app/domain/store'
import { grouping } from '../../db/grouping'
import { openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { openTestStore } from '../support/store'

async function openGrouped() {
  const { store } = openTestStore()
  const clock = clockAt()
  const campaign = await openCampaign(store, clock.now())
  const commits: number[] = []
  let written = 0
  const counted: Store = {
    ...store,
    recordSignatures(drafts) {
      commits.push(drafts.length)
      return store.recordSignatures(drafts)
    },
  }
  const grouped = grouping(counted, () => {
    written++
  })
  const drafts = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      signatureDraft(campaign, clock.now(), { email: `p${index}@example.org` }),
    )
  return { store, grouped, campaign, clock, commits, drafts, writes: () => written }
}

describe('signatures that arrive together', () => {
  test('are committed together, and each gets its own answer', async () => {
    const { grouped, campaign, clock, commits, drafts, writes } = await openGrouped()
    const closed = { ...signatureDraft(campaign, clock.now()), campaignId: 99 }
    const [one, two] = drafts(2)
    if (!one || !two) throw new Error('two drafts')
    const answers = await Promise.all([
      grouped.recordSignatures([one, closed]),
      grouped.recordSignatures([{ ...one, id: uuidv7() as SignatureId }]),
      grouped.recordSignatures([two]),
      grouped.recordSignatures([]),
    ])
    expect(answers).toEqual([['recorded', 'not-open'], ['told-lately'], ['recorded'], []])
    expect(commits).toEqual([4])
    expect(writes()).toBe(1)
  })

  test('are on disk when they are answered', async () => {
    const { store, grouped, drafts } = await openGrouped()
    const [draft] = drafts(1)
    if (!draft) throw new Error('a draft')
    const answered = grouped.recordSignatures([draft])
    expect(await store.signature(draft.id)).toBeNull()
    await answered
    expect(await store.signature(draft.id)).not.toBeNull()
  })

  test('are committed 128 at a time, however many they are', async () => {
    const { grouped, commits, drafts, writes } = await openGrouped()
    await Promise.all(drafts(300).map(draft => grouped.recordSignatures([draft])))
    expect(commits).toEqual([128, 128, 44])
    expect(writes()).toBe(3)
  })

  test('that come while a group is under way wait for it and go together, unless they are many', async () => {
    const { store, drafts } = await openGrouped()
    const commits: number[] = []
    const ends: (() => void)[] = []
    const slow: Store = {
      ...store,
      async recordSignatures(group) {
        commits.push(group.length)
        await new Promise<void>(end => ends.push(end))
        return store.recordSignatures(group)
      },
    }
    const grouped = grouping(slow, () => {})
    const [one, ...others] = drafts(60)
    const sign = (draft: SignatureDraft) => grouped.recordSignatures([draft])
    const answers = [one].flatMap(draft => (draft ? sign(draft) : []))
    await setImmediate()
    for (const draft of others.slice(0, 20)) {
      answers.push(sign(draft))
      await setImmediate()
    }
    expect(commits, 'twenty are not worth a commit beside another').toEqual([1])
    answers.push(...others.slice(20, 40).map(sign))
    await setImmediate()
    expect(commits, 'forty are').toEqual([1, 40])
    answers.push(...others.slice(40).map(sign))
    await setImmediate()
    expect(commits, 'two are under way').toEqual([1, 40])
    while (commits.length < 3) {
      for (const end of ends.splice(0)) end()
      await setImmediate()
    }
    for (const end of ends.splice(0)) end()
    expect((await Promise.all(answers)).flat()).toEqual(Array(60).fill('recorded'))
    expect(commits).toEqual([1, 40, 19])
  })

  test('beyond five thousand are turned away with a time to come back, and those before are recorded', async () => {
    const { store, grouped, campaign, drafts } = await openGrouped()
    const all = drafts(5001)
    const last = all.pop()
    const first = grouped.recordSignatures(all)
    await expect(grouped.recordSignatures(last ? [last] : [])).rejects.toMatchObject({
      code: 'busy',
      retryAfterSeconds: 30,
    })
    expect(new Set(await first)).toEqual(new Set(['recorded']))
    expect(await store.signaturesAfter(campaign.id, null, 10_000)).toHaveLength(5000)
  })
})

describe('one that cannot be written', () => {
  test('fails alone: those that came with it are recorded', async () => {
    const { store, grouped, campaign, clock, drafts, writes } = await openGrouped()
    const letter = letterDraft()
    await store.recordSignatures([signatureDraft(campaign, clock.now(), { letter })])
    const bad = signatureDraft(campaign, clock.now(), { email: 'bad@example.org', letter }) // its id is taken
    const [one, two, three] = drafts(3)
    if (!one || !two || !three) throw new Error('three drafts')
    const answers = await Promise.allSettled(
      [one, bad, two, three].map(draft => grouped.recordSignatures([draft])),
    )
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    for (const { id } of [one, two, three]) expect(await store.signature(id)).not.toBeNull()
    expect(await store.signature(bad.id)).toBeNull()
    expect(writes()).toBe(3)
  })

  test('for a reason that is not its own fails all, after three attempts', async () => {
    const { store, grouped, commits, drafts } = await openGrouped()
    await store.close()
    const answers = await Promise.allSettled(drafts(100).map(draft => grouped.recordSignatures([draft])))
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
    expect(commits).toEqual([100, 1, 1])
  })

  test('alone is not attempted twice', async () => {
    const { store, grouped, commits, drafts } = await openGrouped()
    await store.close()
    await expect(grouped.recordSignatures(drafts(1))).rejects.toThrow()
    expect(commits).toEqual([1])
  })
})
