import { and, asc, eq, gt, gte, inArray, lt, lte, type SQL } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { SignatureRule } from '../../app/domain/invalidation/invalidation'
import type { Postcode } from '../../app/domain/place/postcode'
import type { Session } from '../database'
import { all, first, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { openPerson, type SignatureRecord } from './rows'

/** Looked at in one go: these take SQLite 2 ms where none of them is meant, 9 where all are. */
const windowSize = 2000

/** A rule whose mailbox is there by its keyed index, in hexadecimal. */
export type IndexedRule = SignatureRule

export function indexedRule({ keyring }: StoreParts, campaignId: number, rule: SignatureRule): IndexedRule {
  if (rule.mailbox === null) return rule
  return { ...rule, mailbox: keyring.sealer(campaignId).mailboxIndex(rule.mailbox).toString('hex') }
}

/** As much of a signature as an order needs to know: reading all of it takes four times as long. */
export type Matched = Pick<
  SignatureRecord,
  'id' | 'campaignId' | 'state' | 'signedAt' | 'constituencyCode' | 'sealed'
>

export interface Window {
  readonly rows: readonly Matched[]
  /** The last that was looked at; null where there are no more. */
  readonly reached: SignatureId | null
}

/**
 * The signatures that a rule is about, in a window of the campaign's in the order of ids. A day narrows nothing down, though
 * ids are made in the order of time: whoever signs again keeps an older id.
 * @param atMost so many are given, and the window ends with the last of them
 */
export function* matchingWindow(
  parts: StoreParts,
  from: Session,
  campaignId: number,
  rule: IndexedRule,
  after: SignatureId | null,
  atMost = windowSize,
): Steps<Window> {
  const { signature } = parts.tables
  const ofCampaign = eq(signature.campaignId, campaignId)
  const isFoundByIndex = rule.signature !== null || rule.mailbox !== null
  const next = and(ofCampaign, after ? gt(signature.id, after) : undefined)
  const end = isFoundByIndex
    ? undefined
    : yield* first(
        from
          .select({ id: signature.id })
          .from(signature)
          .where(next)
          .orderBy(asc(signature.id))
          .limit(1)
          .offset(windowSize - 1),
      )
  const { id, state, signedAt, constituencyCode, sealed } = signature
  const columns = { id, campaignId: signature.campaignId, state, signedAt, constituencyCode, sealed }
  const rows = yield* all(
    from
      .select(columns)
      .from(signature)
      .where(and(next, end ? lte(signature.id, end.id) : undefined, isMeant(parts, rule)))
      .orderBy(asc(signature.id))
      .limit(atMost),
  )
  const reached = (rows.length === atMost ? rows.at(-1) : end)?.id ?? null
  return { rows: rows.filter(row => livesAt(parts, row, rule.postcode)), reached }
}

/** As far as it is kept in clear. */
function isMeant({ tables }: StoreParts, rule: IndexedRule): SQL | undefined {
  const { signature } = tables
  const outwards = rule.outwards ?? (rule.postcode && [rule.postcode.outward])
  return and(
    rule.signature === null ? undefined : eq(signature.id, rule.signature),
    rule.mailbox === null ? undefined : eq(signature.mailbox, Buffer.from(rule.mailbox, 'hex')),
    rule.mailDomain === null ? undefined : eq(signature.domain, rule.mailDomain),
    rule.network === null
      ? undefined
      : inArray(
          signature.network,
          rule.network.names.map(name => Buffer.from(name, 'hex')),
        ),
    outwards === null ? undefined : inArray(signature.outward, [...outwards]),
    rule.signedFrom === null ? undefined : gte(signature.signedAt, new Date(rule.signedFrom)),
    rule.signedBefore === null ? undefined : lt(signature.signedAt, new Date(rule.signedBefore)),
  )
}

/** Of a postcode only the outward code is in clear: the few that share it are opened. */
function livesAt({ keyring }: StoreParts, row: Matched, postcode: Postcode | null): boolean {
  return postcode === null || openPerson(keyring, row).postcode === postcode.full
}
