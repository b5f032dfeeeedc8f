import { type Delta, type PlaceCount, sumDeltas } from '../../app/domain/tally/tally'
import type { Database, TallyRow } from '../database'
import { ask } from '../steps'
import { bulk, clientOf } from './bulk'

/**
 * Tallies that many add to at once: each group appends what it adds, and a count is the tally and what waits to be added to
 * it, read by one statement and so always exact.
 */
export function tallies(newId: () => string): Pick<Database, 'addToTallies' | 'tallied' | 'talliedByPlace'> {
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
    *tallied(from, { campaignId, measures, keys }) {
      const given = {
        'campaign_id = any': campaignId && [campaignId],
        'measure = any': measures,
        'key = any': keys,
      }
      const filters = Object.entries(given).filter(([, value]) => value !== undefined)
      const tests = filters.map(([test]) => test)
      const { rows } = yield* ask(() =>
        clientOf(from).query({
          name: `tallied ${tests.join()}`,
          text: talliedBy(tests),
          values: filters.map(([, value]) => value),
        }),
      )
      return rows.map(
        (row): TallyRow => ({
          campaignId: row.campaign_id,
          measure: row.measure,
          key: row.key,
          count: Number(row.count),
        }),
      )
    },
    *talliedByPlace(from, campaignId, part) {
      const { rows } = yield* ask(() =>
        clientOf(from).query({
          name: 'tallied-by-place',
          text: byPlace,
          values: [campaignId, part.measure, part.from, part.before],
        }),
      )
      return rows.map(({ code, count }): PlaceCount => ({ code, count: Number(count) }))
    },
  }
}

const ofPart = `where campaign_id = $1 and measure = $2
  and key collate "C" >= $3 and key collate "C" < $4`

const byPlace = `select code, sum(count) as count from (
    select split_part(key, '|', 2) as code, count from tally ${ofPart}
    union all
    select split_part(key, '|', 2) as code, count from tally_delta ${ofPart}
  ) as counted group by code having sum(count) <> 0 order by code collate "C"`

/** The counts that both tables hold together. */
function talliedBy(tests: readonly string[]): string {
  const filters = tests.map((test, index) => `${test}($${index + 1})`)
  const which = filters.length > 0 ? `where ${filters.join(' and ')}` : ''
  return `select campaign_id, measure, key, sum(count) as count from (
    select campaign_id, measure, key, count from tally ${which}
    union all
    select campaign_id, measure, key, count from tally_delta ${which}
  ) as counted group by campaign_id, measure, key having sum(count) <> 0 order by campaign_id, measure, key`
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
