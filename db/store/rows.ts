import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { Letter, LetterWords } from '../../app/domain/letter/letter'
import { hasComeBack, type LetterMail } from '../../app/domain/letter/mail'
import type { Person, Signature } from '../../app/domain/signature/signature'
import type { Session, Tables } from '../database'
import type { Keyring } from '../keyring'
import { all, first, type Steps } from '../steps'
import type { StoreParts } from './parts'

export type SignatureRecord = Tables['signature']['$inferSelect']
export type LetterRecord = Tables['letter']['$inferSelect']

/** Letter states in which its words are confirmed: at most one letter of a signature is in any of them. */
export const unconfirmedStates = ['unconfirmed', 'cancelled'] as const

/** Finds signatures by id alone: the one index is by campaign and id, and campaigns are few. */
export function withIds({ tables }: Pick<StoreParts, 'tables'>, from: Session, ids: readonly SignatureId[]) {
  const { signature, campaign } = tables
  return and(
    inArray(signature.campaignId, from.select({ id: campaign.id }).from(campaign)),
    ids.length === 1 && ids[0] ? eq(signature.id, ids[0]) : inArray(signature.id, [...ids]),
  )
}

export function* signatureById(
  parts: Pick<StoreParts, 'tables'>,
  from: Session,
  id: SignatureId,
): Steps<SignatureRecord | undefined> {
  return yield* first(
    from
      .select()
      .from(parts.tables.signature)
      .where(withIds(parts, from, [id])),
  )
}

/** The same, and nobody else changes it until this transaction ends. */
export function* signatureToChange(
  { tables, database }: StoreParts,
  tx: Session,
  id: SignatureId,
): Steps<SignatureRecord | undefined> {
  const query = tx
    .select()
    .from(tables.signature)
    .where(withIds({ tables }, tx, [id]))
  return yield* first(database.locked(query))
}

/** Several of them in one order, so that of two who hold the same ones neither waits for the other. */
export function* holdSignatures(
  { tables, database }: StoreParts,
  tx: Session,
  ids: readonly SignatureId[],
): Steps<void> {
  if (ids.length === 0) return
  const { signature } = tables
  const hold = database.statement('hold-signatures', from =>
    database.locked(
      from
        .select({ id: signature.id })
        .from(signature)
        .where(isListed({ tables, database }, from))
        .orderBy(signature.id),
    ),
  )
  yield* hold(tx, { ids })
}

/** The same as `withIds` in a statement that is written once, and given `ids`. */
export function isListed({ tables, database }: Pick<StoreParts, 'tables' | 'database'>, from: Session) {
  const { signature, campaign } = tables
  const campaigns = from.select({ id: campaign.id }).from(campaign)
  return and(inArray(signature.campaignId, campaigns), database.oneOf(signature.id, 'ids'))
}

/** Exactly this row. */
export function isRow({ tables: { signature } }: StoreParts, row: { campaignId: number; id: SignatureId }) {
  return and(eq(signature.campaignId, row.campaignId), eq(signature.id, row.id))
}

/** Opens a row's seal. */
export function toSignature(
  keyring: Keyring,
  slugs: ReadonlyMap<string, string>,
  row: SignatureRecord,
): Signature {
  return {
    id: row.id,
    campaignId: row.campaignId,
    version: row.version,
    consentVersion: row.consentVersion,
    state: row.state,
    person: openPerson(keyring, row),
    country: row.country,
    constituencyCode: row.constituencyCode,
    principles: principleSlugs(slugs, row),
    updates: row.updates === 'yes',
    source: row.source,
    signedAt: row.signedAt,
    confirmedAt: row.confirmedAt,
    number: row.number,
  }
}

export function openPerson(
  keyring: Keyring,
  row: Pick<SignatureRecord, 'id' | 'campaignId' | 'sealed'>,
): Person {
  const sealer = keyring.sealer(row.campaignId)
  const [name, email, postcode] = sealer.open<[string, string, string]>(
    row.sealed,
    'signature.sealed',
    row.id,
  )
  return { name, email, postcode }
}

export function sealPerson(keyring: Keyring, campaignId: number, id: SignatureId, person: Person): Buffer {
  return keyring.sealer(campaignId).seal([person.name, person.email, person.postcode], 'signature.sealed', id)
}

export function toLetter(keyring: Keyring, row: LetterRecord): Letter {
  const { sealed, fingerprint: _fingerprint, seenAt: _seenAt, ...rest } = row
  return {
    ...rest,
    words: sealed && keyring.sealer(row.campaignId).open<LetterWords>(sealed, 'letter.sealed', row.id),
  }
}

/** How far a mail to a target is; null for any other. */
export function toLetterMail(row: Tables['outgoing']['$inferSelect']): LetterMail | null {
  const { targetKey, state, holdReason, place, dueAt, lastReply } = row
  return targetKey && { targetKey, state, holdReason, place, dueAt, cameBack: hasComeBack(lastReply) }
}

/** The slugs behind principle numbers, as `campaign/number`. */
export function* principleNames(
  { tables: { principle } }: StoreParts,
  from: Session,
  campaignIds: readonly number[],
): Steps<Map<string, string>> {
  if (campaignIds.length === 0) return new Map()
  const rows = yield* all(
    from
      .select()
      .from(principle)
      .where(inArray(principle.campaignId, [...campaignIds])),
  )
  return new Map(rows.map(({ campaignId, number, slug }) => [`${campaignId}/${number}`, slug]))
}

/** The same of one campaign, on a hot path outside of a transaction. */
export function namesOfPrinciples({
  database,
  tables: { principle },
}: StoreParts): (campaignId: number) => Promise<ReadonlyMap<string, string>> {
  const named = database.prepared('principles-of-campaign', from =>
    from
      .select({ number: principle.number, slug: principle.slug })
      .from(principle)
      .where(eq(principle.campaignId, sql.placeholder('campaignId'))),
  )
  return async campaignId => {
    const rows = await named({ campaignId })
    return new Map(rows.map(({ number, slug }) => [`${campaignId}/${number}`, slug]))
  }
}

export function principleSlugs(
  names: ReadonlyMap<string, string>,
  row: Pick<SignatureRecord, 'campaignId' | 'principles'>,
): string[] {
  return row.principles.split(' ').flatMap(number => names.get(`${row.campaignId}/${number}`) ?? [])
}

/** Every signature of a mailbox. The index is computed once for each campaign: no key finds a mailbox across campaigns. */
export function* rowsOfMailbox(
  { keyring, tables }: StoreParts,
  from: Session,
  mailbox: string,
): Steps<SignatureRecord[]> {
  const { campaign, signature } = tables
  const campaigns = yield* all(from.select({ id: campaign.id }).from(campaign).orderBy(campaign.id))
  const rows: SignatureRecord[] = []
  for (const { id } of campaigns) {
    if (!keyring.hasKey(id)) continue
    const index = keyring.sealer(id).mailboxIndex(mailbox)
    rows.push(
      ...(yield* all(
        from
          .select()
          .from(signature)
          .where(and(eq(signature.campaignId, id), eq(signature.mailbox, index))),
      )),
    )
  }
  return rows
}

/** The letters of signatures that count for something, as long as they count; nobody else moves them until this transaction ends. */
export function* lettersUnderWay(
  { database, tables: { letter } }: StoreParts,
  tx: Session,
  ids: readonly SignatureId[],
): Steps<LetterRecord[]> {
  const query = tx
    .select()
    .from(letter)
    .where(and(inArray(letter.signatureId, [...ids]), notInArray(letter.state, [...unconfirmedStates])))
  return yield* all(database.locked(query.orderBy(letter.id)))
}

/** Confirmed signatures of a campaign. */
export function* signatureTotal(
  { database }: Pick<StoreParts, 'database'>,
  from: Session,
  campaignId: number,
): Steps<number> {
  const [total] = yield* database.tallied(from, { campaignId, measures: ['signatures'], keys: [''] })
  return total?.count ?? 0
}
