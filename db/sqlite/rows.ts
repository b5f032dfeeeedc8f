import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { Letter, LetterWords } from '../../app/domain/letter'
import type { Person, Signature } from '../../app/domain/signature'
import { type Delta, signatureDeltas, sumDeltas } from '../../app/domain/tally'
import type { Keyring } from '../keyring'
import type { Connection } from './connection'
import { tables } from './schema'

export type SignatureRecord = typeof tables.signature.$inferSelect
export type LetterRecord = typeof tables.letter.$inferSelect

/** Letter states in which its words are confirmed: at most one letter of a signature is in any of them. */
export const unconfirmedStates = ['unconfirmed', 'cancelled'] as const

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
  const { sealed, fingerprint: _fingerprint, ...rest } = row
  return {
    ...rest,
    words: sealed && keyring.sealer(row.campaignId).open<LetterWords>(sealed, 'letter.sealed', row.id),
  }
}

/** The slugs behind principle numbers, as `campaign/number`. */
export function principleNames(
  from: Connection['read'],
  campaignIds: readonly number[],
): Map<string, string> {
  const { principle } = tables
  const rows = from
    .select()
    .from(principle)
    .where(inArray(principle.campaignId, [...campaignIds]))
    .all()
  return new Map(rows.map(({ campaignId, number, slug }) => [`${campaignId}/${number}`, slug]))
}

export function principleSlugs(
  names: ReadonlyMap<string, string>,
  row: Pick<SignatureRecord, 'campaignId' | 'principles'>,
): string[] {
  return row.principles.split(' ').flatMap(number => names.get(`${row.campaignId}/${number}`) ?? [])
}

/** Every signature of a mailbox. The index is computed once for each campaign: no key finds a mailbox across campaigns. */
export function rowsOfMailbox(
  keyring: Keyring,
  from: Connection['read'],
  mailbox: string,
): SignatureRecord[] {
  const { campaign, signature } = tables
  return from
    .select({ id: campaign.id })
    .from(campaign)
    .orderBy(campaign.id)
    .all()
    .flatMap(({ id }) => {
      if (!keyring.hasKey(id)) return []
      const index = keyring.sealer(id).mailboxIndex(mailbox)
      return from
        .select()
        .from(signature)
        .where(and(eq(signature.campaignId, id), eq(signature.mailbox, index)))
        .all()
    })
}

/** The letters of a signature that count for something, as long as they count. */
export function lettersUnderWay(from: Connection['read'], id: SignatureId): LetterRecord[] {
  const { letter } = tables
  return from
    .select()
    .from(letter)
    .where(and(eq(letter.signatureId, id), notInArray(letter.state, [...unconfirmedStates])))
    .all()
}

/** What a confirmed signature adds to the tallies under this constituency, or takes away. */
export function deltasOf(
  from: Connection['read'],
  row: SignatureRecord,
  code: string | null,
  by: 1 | -1,
): Delta[] {
  if (row.state !== 'confirmed' || !row.confirmedAt) return []
  const principles = principleSlugs(principleNames(from, [row.campaignId]), row)
  return signatureDeltas({ ...row, confirmedAt: row.confirmedAt, constituencyCode: code, principles }, by)
}

/** Adds to the maintained tallies, each count once, in the transaction of what is counted. */
export function addToTallies(write: Connection['write'], deltas: readonly Delta[]): void {
  const { tally } = tables
  for (const { campaignId, measure, key, by } of sumDeltas(deltas)) {
    write
      .insert(tally)
      .values({ campaignId, measure, key, count: by })
      .onConflictDoUpdate({
        target: [tally.campaignId, tally.measure, tally.key],
        set: { count: sql`${tally.count} + excluded.count` },
      })
      .run()
  }
}

export function signatureTotal(from: Connection['read'], campaignId: number): number {
  const { tally } = tables
  const row = from
    .select({ count: tally.count })
    .from(tally)
    .where(and(eq(tally.campaignId, campaignId), eq(tally.measure, 'signatures'), eq(tally.key, '')))
    .get()
  return row?.count ?? 0
}
