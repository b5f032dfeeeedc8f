import { type Delta, signatureDeltas } from '../../app/domain/tally/tally'
import type { Session } from '../database'
import type { Steps } from '../steps'
import type { StoreParts } from './parts'
import { principleNames, principleSlugs, type SignatureRecord } from './rows'

/** What a confirmed signature adds to the tallies under this constituency, or takes away. */
export function* deltasOf(
  parts: StoreParts,
  from: Session,
  row: SignatureRecord,
  code: string | null,
  by: 1 | -1,
): Steps<Delta[]> {
  return yield* deltasOfAll(parts, from, [{ ...row, constituencyCode: code }], by)
}

/** The same of several signatures, each under its own constituency. */
export function* deltasOfAll(
  parts: StoreParts,
  from: Session,
  rows: readonly SignatureRecord[],
  by: 1 | -1,
): Steps<Delta[]> {
  const counted = rows.filter(({ state }) => state === 'confirmed')
  if (counted.length === 0) return []
  const names = yield* principleNames(parts, from, [...new Set(counted.map(row => row.campaignId))])
  return counted.flatMap(row =>
    row.confirmedAt
      ? signatureDeltas({ ...row, confirmedAt: row.confirmedAt, principles: principleSlugs(names, row) }, by)
      : [],
  )
}
