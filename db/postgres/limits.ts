import { createHmac } from 'node:crypto'
import {
  type Counters,
  countersLiveMs,
  countNext,
  judgeNext,
  type LimitAnswer,
  type LimitRule,
  type Limits,
} from '../../app/domain/limit'
import type { Session } from '../database'
import { together } from '../grouping'
import { ask, type Steps } from '../steps'
import { bulk, clientOf } from './bulk'
import type { Connection } from './connection'

interface Ask {
  readonly rule: LimitRule
  readonly key: Buffer
  readonly at: Date
}

/**
 * Limits that hold across all processes that share a database. What arrives together is counted together, so that a flood
 * costs few transactions.
 * @param secret keys what is counted by: neither a network nor a mailbox can be read from the table
 */
export function storedLimits(connection: Connection, secret: Uint8Array): Limits {
  const take = together((asks: readonly Ask[]) => connection.transact('write', tx => takeAll(tx, asks)))
  const peek = together((asks: readonly Ask[]) => connection.read(from => peekAll(from, asks)))
  const asked = (rule: LimitRule, key: string, at: Date): Ask => ({
    rule,
    key: createHmac('sha256', secret).update(`${rule}/${key}`).digest().subarray(0, 16),
    at,
  })
  return {
    take: async (rule, key, at) => only(await take([asked(rule, key, at)])),
    peek: async (rule, key, at) => only(await peek([asked(rule, key, at)])),
  }
}

function* takeAll(tx: Session, asks: readonly Ask[]): Steps<LimitAnswer[]> {
  // In one order, so that no two groups wait for each other.
  const keys = [...new Map(asks.map(one => [nameOf(one), one])).values()].toSorted(byName)
  yield* makeRows(tx, keys)
  const counted = yield* readRows(tx, keys, 'for update')
  const answers = asks.map(({ rule, key, at }) => {
    const { answer, counters } = countNext(rule, counted.get(nameOf({ rule, key })), at)
    counted.set(nameOf({ rule, key }), counters)
    return answer
  })
  yield* writeRows(
    tx,
    keys.map(one => ({ ...one, counters: counted.get(nameOf(one)) ?? [] })),
  )
  return answers
}

function* peekAll(from: Session, asks: readonly Ask[]): Steps<LimitAnswer[]> {
  const counted = yield* readRows(from, asks, '')
  return asks.map(one => judgeNext(one.rule, counted.get(nameOf(one)), one.at))
}

const asColumns = {
  rule: { type: 'text', read: ({ rule }: Ask) => rule },
  key: { type: 'bytea', read: ({ key }: Ask) => key },
  taken_at: { type: 'timestamptz', read: ({ at }: Ask) => at },
}

const makeRows = bulk<Ask>(
  'make-limit-counters',
  asColumns,
  rows => `insert into limit_counter (rule, key, counters, taken_at) select rule, key, '[]', taken_at from ${rows}
    on conflict (rule, key) do nothing`,
)

const writeRows = bulk<Ask & { readonly counters: Counters }>(
  'write-limit-counters',
  { ...asColumns, counters: { type: 'jsonb', read: row => JSON.stringify(row.counters) } },
  rows => `update limit_counter set counters = rows.counters, taken_at = rows.taken_at from ${rows}
    where limit_counter.rule = rows.rule and limit_counter.key = rows.key`,
)

function* readRows(
  session: Session,
  asks: readonly Pick<Ask, 'rule' | 'key'>[],
  ending: 'for update' | '',
): Steps<Map<string, Counters>> {
  const text = `select rule, key, counters from limit_counter
    where (rule, key) in (select * from unnest($1::text[], $2::bytea[])) order by rule, key ${ending}`
  const values = [asks.map(({ rule }) => rule), asks.map(({ key }) => key)]
  const { rows } = yield* ask(() =>
    clientOf(session).query({ name: `read-limit-counters ${ending}`, text, values }),
  )
  return new Map(rows.map(row => [nameOf(row as Ask), row.counters as Counters]))
}

/** Counters whose windows are long over. */
export const dropOldCounters = `delete from limit_counter where taken_at < now() - ${countersLiveMs} * interval '1 millisecond'`

function nameOf({ rule, key }: Pick<Ask, 'rule' | 'key'>): string {
  return `${rule}/${key.toString('hex')}`
}

function byName(one: Ask, other: Ask): number {
  return nameOf(one) < nameOf(other) ? -1 : 1
}

function only(answers: readonly LimitAnswer[]): LimitAnswer {
  const [answer] = answers
  if (!answer) throw new Error('a limit that nobody judged')
  return answer
}
