import { expect, test } from 'vitest'
import { verifyAudit } from '../../../app/domain/audit/verify'
import { entryFor } from '../../support/organising'
import type { OpenStore } from './world'

export function auditingPromises(openStore: OpenStore): void {
  test('events stand in the order they came, each with all that was said', async () => {
    const store = await openStore()
    await store.recordAudit(entryFor({ reason: 'for the meeting “é”', detail: { rows: 3, b: null, a: 'x' } }))
    await store.recordAudit(entryFor({ campaignId: null, action: 'organiser-invited' }))
    const [first, second] = await store.auditAfter(0, 10)
    expect(first).toMatchObject({
      ...entryFor({ reason: 'for the meeting “é”', detail: { rows: 3, b: null, a: 'x' } }),
      number: 1,
    })
    expect(second).toMatchObject({ number: 2, campaignId: null, action: 'organiser-invited' })
    expect(await verifyAudit({ store }, null)).toMatchObject({ kind: 'whole', events: 2 })
  })

  test('those who write at once stand one after another, and the chain holds', async () => {
    const store = await openStore()
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.recordAudit(entryFor({ object: `campaign:${index}` }))),
    )
    expect(await verifyAudit({ store }, null)).toMatchObject({ kind: 'whole', events: 20 })
  })

  test('the latest come first, of one campaign or of all, a page at a time', async () => {
    const store = await openStore()
    for (const campaignId of [1, 2, null, 1, 1]) await store.recordAudit(entryFor({ campaignId }))
    const numbers = async (...which: Parameters<typeof store.auditBefore>) =>
      (await store.auditBefore(...which)).map(({ number }) => number)
    expect(await numbers(null, null, 3)).toEqual([5, 4, 3])
    expect(await numbers(null, 3, 3)).toEqual([2, 1])
    expect(await numbers(1, null, 10)).toEqual([5, 4, 1])
    expect(await numbers(1, 4, 10)).toEqual([1])
  })
}
