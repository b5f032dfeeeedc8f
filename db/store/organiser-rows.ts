import { asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { OrganiserId } from '../../app/domain/id'
import type { GivenRole } from '../../app/domain/organiser/role'
import type { Credentials, KnownOrganiser, NewPasskey } from '../../app/domain/organiser/store'
import { canonicalMailbox } from '../../app/domain/signature/mailbox'
import type { Session, Tables } from '../database'
import type { Keyring } from '../keyring'
import { all, first, run, type Steps } from '../steps'
import type { StoreParts } from './parts'

export type OrganiserRecord = Tables['organiser']['$inferSelect']

/** What is sealed of an organiser. */
export interface OrganiserSecrets {
  readonly name: string
  readonly email: string
  readonly totpSecret: string | null
}

export function sealOrganiser({ keyring }: StoreParts, secrets: OrganiserSecrets, id: OrganiserId): Buffer {
  return keyring.sealer('organisers').seal(secrets, 'organiser.sealed', id)
}

export function openOrganiser(
  { keyring }: Pick<StoreParts, 'keyring'>,
  { id, sealed }: Pick<OrganiserRecord, 'id' | 'sealed'>,
): OrganiserSecrets {
  return keyring.sealer('organisers').open(sealed, 'organiser.sealed', id)
}

/** Null where nobody was ever invited: then there is no key, and no mailbox that it would find. */
export function organiserMailbox(keyring: Keyring, mailbox: string): Buffer | null {
  return keyring.hasKey('organisers') ? keyring.sealer('organisers').mailboxIndex(mailbox) : null
}

export function mailboxOf(keyring: Keyring, email: string): Buffer {
  return keyring.sealer('organisers').mailboxIndex(canonicalMailbox(email))
}

/** An organiser that nobody else changes until this transaction ends. */
export function* organiserToChange(
  { database, tables: { organiser } }: StoreParts,
  tx: Session,
  id: OrganiserId,
): Steps<OrganiserRecord | undefined> {
  return yield* first(database.locked(tx.select().from(organiser).where(eq(organiser.id, id))))
}

export function* rolesOf(
  { tables: { organiserRole } }: StoreParts,
  from: Session,
  ids: readonly OrganiserId[],
): Steps<ReadonlyMap<OrganiserId, readonly GivenRole[]>> {
  const { organiserId, campaignId } = organiserRole
  const some = from
    .select()
    .from(organiserRole)
    .where(inArray(organiserId, [...ids]))
  const rows = yield* all(some.orderBy(asc(organiserId), asc(campaignId)))
  const given = new Map<OrganiserId, GivenRole[]>()
  for (const { organiserId, campaignId, role } of rows)
    given.set(organiserId, [...(given.get(organiserId) ?? []), { campaignId, role }])
  return given
}

export function toKnown(
  parts: StoreParts,
  row: OrganiserRecord,
  roles: readonly GivenRole[] = [],
): KnownOrganiser {
  const { id, state, createdAt } = row
  const { name, email } = openOrganiser(parts, row)
  return { id, name, email, state, createdAt, roles }
}

/** Whoever fits, with all that they may prove themselves by; null where nobody does. */
export function* credentialsOf(parts: StoreParts, from: Session, which: SQL): Steps<Credentials | null> {
  const { organiser, passkey, recoveryCode } = parts.tables
  const row = yield* first(from.select().from(organiser).where(which))
  if (!row) return null
  const roles = yield* rolesOf(parts, from, [row.id])
  const keys = from.select().from(passkey).where(eq(passkey.organiserId, row.id))
  const codes = yield* all(from.select().from(recoveryCode).where(eq(recoveryCode.organiserId, row.id)))
  const { passwordHash, totpStep, waitsUntil } = row
  return {
    ...toKnown(parts, row, roles.get(row.id)),
    totpSecret: openOrganiser(parts, row).totpSecret,
    ...{ passwordHash, totpStep, waitsUntil },
    passkeys: (yield* all(keys.orderBy(asc(passkey.createdAt), asc(passkey.id)))).map(
      ({ organiserId: _theirs, ...key }) => key,
    ),
    recoveryCodesLeft: codes.filter(({ usedAt }) => !usedAt).length,
  }
}

export function* insertPasskey(
  { tables: { passkey } }: StoreParts,
  tx: Session,
  organiserId: OrganiserId,
  added: NewPasskey,
  createdAt: Date,
): Steps<void> {
  const publicKey = Buffer.from(added.publicKey)
  yield* run(tx.insert(passkey).values({ ...added, publicKey, organiserId, createdAt }))
}

/** Takes the place of all codes that there were. */
export function* replaceRecoveryCodes(
  { tables: { recoveryCode } }: StoreParts,
  tx: Session,
  organiserId: OrganiserId,
  hashes: readonly Uint8Array[],
): Steps<void> {
  yield* run(tx.delete(recoveryCode).where(eq(recoveryCode.organiserId, organiserId)))
  const rows = hashes.map(hash => ({ organiserId, hash: Buffer.from(hash), usedAt: null }))
  if (rows.length > 0) yield* run(tx.insert(recoveryCode).values(rows))
}
