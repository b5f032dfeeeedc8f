import type pg from 'pg'
import { type Count, type Delta, type Measure, sumDeltas } from '../../app/domain/tally'
import type { Database, Session } from '../database'
import { ask, type Steps } from '../steps'
import { bulk, clientOf } from './bulk'

/**
 * Tallies that many add to at once: each group appends what it adds, and a count is the tally and what waits to be added to
 * it, read by one statement and so always exact.
 */
export function tallies(newId: () => string): Pick<Database, 'addToTallies' | 'counts' | 'totals' | 'total'> {
  const append = bulk<Delta>(
    'append-deltas',
    {
      campaign_id: { type: 'integer', read: delta => delta.campaignId },
      measure: { type: 'text', read: delta => delta.measure },
      key: { type: 'text', read: delta => delta.key },
      id: { type: 'uuid', read: () => newId() },
      count: { type: 'integer', read: delta => delta.by },
    },
    rows => `insert into tally_delta (campaign_id, measure, key, id, count)
      select campaign_id, measure, key, id, count from ${rows}`,
  )
  return {
    *addToTallies(tx, deltas) {
      yield* append(tx, sumDeltas(deltas))
    },
    *counts(from, campaignId) {
      const rows = yield* query(from, 'counts', `${sums('where campaign_id = $1')} having sum(count) <> 0`, [
        campaignId,
      ])
      return rows.map(
        (row): Count => ({
          measure: row.measure as Measure,
          key: row.key as string,
          count: Number(row.count),
        }),
      )
    },
    *totals(from) {
      const rows = yield* query(from, 'totals', sums("where measure = 'signatures' and key = ''"), [])
      return new Map(rows.map(row => [row.campaign_id as number, Number(row.count)]))
    },
    *total(from, campaignId) {
      const ofCampaign = "where campaign_id = $1 and measure = 'signatures' and key = ''"
      const [row] = yield* query(from, 'total', sums(ofCampaign), [campaignId])
      return Number(row?.count ?? 0)
    },
  }
}

/** The counts that both tables hold together. */
function sums(which: string): string {
  return `select campaign_id, measure, key, sum(count) as count from (
    select campaign_id, measure, key, count from tally ${which}
    union all
    select campaign_id, measure, key, count from tally_delta ${which}
  ) as counted group by campaign_id, measure, key`
}

function* query(
  session: Session,
  name: string,
  text: string,
  values: readonly unknown[],
): Steps<pg.QueryResultRow[]> {
  return (yield* ask(() => clientOf(session).query({ name, text, values: [...values] }))).rows
}

/** Deltas rolled up at once: enough that a busy second is rolled up in one go, and little enough to be quick. */
export const rolledAtOnce = 20_000

/**
 * Adds what waits to the tallies. What is deleted is what is added, whatever others append meanwhile: rolling up those
 * up to the latest id instead loses what commits late (1.9 % were lost where it was tried).
 */
export const rollUp = `with taken as (
    delete from tally_delta where (campaign_id, measure, key, id) in (
      select campaign_id, measure, key, id from tally_delta limit $1 for update skip locked
    ) returning campaign_id, measure, key, count
  ), summed as (
    select campaign_id, measure, key, sum(count)::integer as count from taken
    group by campaign_id, measure, key order by campaign_id, measure, key
  )
  insert into tally (campaign_id, measure, key, count) select campaign_id, measure, key, count from summed
  on conflict (campaign_id, measure, key) do update set count = tally.count + excluded.count`
