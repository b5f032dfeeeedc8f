import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { byOperator } from '../../app/domain/audit/audit'
import type { InvalidationId, SignatureId } from '../../app/domain/id'
import { everySignature, type SignatureRule } from '../../app/domain/invalidation/invalidation'
import type { Store } from '../../app/domain/store'
import { databaseIn } from './children'
import { crowd } from './crowd'
import type { Benchmark, Figure } from './figure'
import { copyOfFilled, million } from './filled'
import { deleteFolder } from './folder'
import { furnish } from './furnished'
import { openBenchStore } from './opened'

const benchmark = 'moderation'

/** So many pages of an order are enough to know what one takes. */
const pagesTimed = 20

/** A million signatures: found by postcode, counted for a rule, taken off by it and put back; how long whoever signs waits for one page. */
export const moderation: Benchmark = async say => {
  const folder = await copyOfFilled(million, say, 'year')
  await furnish(folder)
  crowd(folder)
  const { store, campaign } = await openBenchStore(folder)
  try {
    const found = await find(store, campaign.id)
    const counted = await count(store, campaign.id, { mailDomain: 'nobody.example' })
    const all = await count(store, campaign.id, {})
    await store.orderInvalidation(all.id, byOperator(new Date()))
    const off = await advance(store, pagesTimed)
    const done = (await store.invalidation(all.id))?.done ?? 0
    say(`${done} taken off`)
    await store.cancelInvalidation(all.id, byOperator(new Date()))
    await store.undoInvalidation(all.id, byOperator(new Date()))
    const undone = await advance(store, Number.POSITIVE_INFINITY)
    const released = await release(store, campaign.id, databaseIn(folder))
    return [
      figure('finding by postcode among a million', 's', found.totalMs / 1000),
      figure('one window of that', 'ms at most', found.longestMs),
      figure('counting a million for a rule that means none', 's', counted.totalMs / 1000),
      figure('counting a million for a rule that means all', 's', all.totalMs / 1000),
      figure('one page of that', 'ms at most', all.longestMs),
      figure('signatures taken off', 'per s', Math.round((done * 1000) / off.totalMs)),
      figure('one page of that, 200 signatures', 'ms at most', off.longestMs),
      figure('signatures put back', 'per s', Math.round((done * 1000) / undone.totalMs)),
      figure('one page of that, 200 signatures', 'ms at most', undone.longestMs),
      figure('20,000 letters let go on that waited for their campaign', 's', released.totalMs / 1000),
      figure('one page of that, 200 letters', 'ms at most', released.longestMs),
    ]
  } finally {
    await store.close()
    deleteFolder(folder)
  }
}

function figure(what: string, unit: string, measured: number): Figure {
  return { benchmark, what, unit, measured: Math.round(measured * 10) / 10, reference: null, ratio: null }
}

interface Timed {
  readonly totalMs: number
  readonly longestMs: number
}

async function find(store: Store, campaignId: number): Promise<Timed> {
  const rule = { ...everySignature, postcode: { full: 'ZZ9 9ZZ', outward: 'ZZ9' } }
  let after: SignatureId | null = null
  return timed(async () => {
    after = (await store.matchingAfter(campaignId, rule, after)).reached
    return after !== null
  })
}

async function count(
  store: Store,
  campaignId: number,
  rule: Partial<SignatureRule>,
): Promise<Timed & { readonly id: InvalidationId }> {
  const id = uuidv7() as InvalidationId
  const draft = { id, campaignId, rule: { ...everySignature, ...rule }, orderedBy: null }
  await store.countFor({ ...draft, createdAt: new Date() })
  return { id, ...(await advance(store, Number.POSITIVE_INFINITY)) }
}

function advance(store: Store, pages: number): Promise<Timed> {
  let left = pages
  return timed(async () => (await store.advanceInvalidations(new Date())) === 'more' && --left > 0)
}

/** Letters that are held, as they would be once their campaign had been off the site for days; it is back. */
async function release(store: Store, campaignId: number, file: string): Promise<Timed> {
  const deed = byOperator(new Date())
  await store.takeDown(campaignId, deed)
  const database = new Database(file)
  database.exec("update outgoing set hold_reason = 'taken-down' where hold_reason = 'too-alike'")
  database.close()
  await store.putBack(campaignId, deed)
  return timed(async () => (await store.releasePutBack(200, new Date())) === 'more')
}

async function timed(step: () => Promise<boolean>): Promise<Timed> {
  let [totalMs, longestMs, more] = [0, 0, true]
  while (more) {
    const began = performance.now()
    more = await step()
    const tookMs = performance.now() - began
    totalMs += tookMs
    longestMs = Math.max(longestMs, tookMs)
  }
  return { totalMs, longestMs }
}
