import { and, asc, eq, inArray } from 'drizzle-orm'
import type { OrganiserId } from '../../app/domain/id'
import type { OrganiserStore, ProofChange } from '../../app/domain/organiser/store'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import {
  credentialsOf,
  insertPasskey,
  type OrganiserRecord,
  openOrganiser,
  organiserMailbox,
  organiserToChange,
  replaceRecoveryCodes,
  rolesOf,
  sealOrganiser,
  toKnown,
} from './organiser-rows'
import { endSessions } from './organiser-sessions'
import type { StoreParts } from './parts'

type Methods =
  | 'organisers'
  | 'organiserById'
  | 'organiserByMailbox'
  | 'organiserByPasskey'
  | 'changeProof'
  | 'setRole'
  | 'disableOrganiser'

/** Who organises, what they may do, and how they prove who they are. */
export function organisers(parts: StoreParts): Pick<OrganiserStore, Methods> {
  const { database, keyring, tables } = parts
  const { organiser, passkey } = tables

  return {
    async organisers() {
      return database.snapshot(function* (from) {
        const rows = yield* all(
          from.select().from(organiser).orderBy(asc(organiser.createdAt), asc(organiser.id)),
        )
        const ids = rows.map(({ id }) => id)
        const roles = yield* rolesOf(parts, from, ids)
        return rows.map(row => toKnown(parts, row, roles.get(row.id)))
      })
    },

    async organiserById(id) {
      return database.read(from => credentialsOf(parts, from, eq(organiser.id, id)))
    },

    async organiserByMailbox(mailbox) {
      const index = organiserMailbox(keyring, mailbox)
      return index && database.read(from => credentialsOf(parts, from, eq(organiser.mailbox, index)))
    },

    async organiserByPasskey(passkeyId) {
      return database.read(function* (from) {
        const key = yield* first(from.select().from(passkey).where(eq(passkey.id, passkeyId)))
        return key ? yield* credentialsOf(parts, from, eq(organiser.id, key.organiserId)) : null
      })
    },

    async changeProof(id, change, keep, entry) {
      return database.transact(function* (tx) {
        const row = yield* organiserToChange(parts, tx, id)
        if (row?.state !== 'active') return 'not-found'
        const outcome = yield* changeOne(parts, tx, row, change, entry.at)
        if (outcome !== 'changed') return outcome
        yield* endSessions(parts, tx, id, keep)
        yield* appendAudit(parts, tx, entry)
        return outcome
      })
    },

    async setRole(id, campaignId, role, entry) {
      return database.transact(function* (tx) {
        const owners = yield* activeOwners(parts, tx, campaignId)
        if (!(yield* organiserToChange(parts, tx, id))) return 'not-found'
        const now = (yield* rolesOf(parts, tx, [id])).get(id)?.find(one => one.campaignId === campaignId)
        if ((now?.role ?? null) === role) return 'unchanged'
        if (isLast(owners, id, campaignId)) return 'last-owner'
        yield* writeRole(parts, tx, id, campaignId, role)
        yield* endSessions(parts, tx, id)
        yield* appendAudit(parts, tx, entry)
        return 'set'
      })
    },

    async disableOrganiser(id, entry) {
      return database.transact(function* (tx) {
        const owners = yield* activeOwners(parts, tx, 0)
        const row = yield* organiserToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (row.state === 'disabled') return 'already'
        if (isLast(owners, id, 0)) return 'last-owner'
        yield* run(tx.update(organiser).set({ state: 'disabled' }).where(eq(organiser.id, id)))
        yield* endSessions(parts, tx, id)
        yield* appendAudit(parts, tx, entry)
        return 'disabled'
      })
    },
  }
}

/** An owner, and of what: 0 is everything. */
export type Owner = Pick<Tables['organiserRole']['$inferSelect'], 'organiserId' | 'campaignId'>

/**
 * Whoever owns a campaign, or everything, and may sign in, kept from others who would change it until this transaction ends: of
 * two owners who each take the other's role at once, one must stay. Read once they are locked, since who waited would see what was.
 */
export function* activeOwners(
  { database, tables }: StoreParts,
  tx: Session,
  campaignId: number,
): Steps<readonly Owner[]> {
  const { organiser, organiserRole } = tables
  const owns = and(inArray(organiserRole.campaignId, [0, campaignId]), eq(organiserRole.role, 'owner'))
  const owners = tx.select().from(organiserRole).where(owns)
  yield* all(database.locked(owners.orderBy(asc(organiserRole.organiserId), asc(organiserRole.campaignId))))
  return yield* all(
    tx
      .select({ organiserId: organiserRole.organiserId, campaignId: organiserRole.campaignId })
      .from(organiserRole)
      .innerJoin(organiser, eq(organiser.id, organiserRole.organiserId))
      .where(and(owns, eq(organiser.state, 'active'))),
  )
}

/** Whether nobody would own it without this role of theirs. */
export function isLast([only, ...others]: readonly Owner[], id: OrganiserId, campaignId: number): boolean {
  return others.length === 0 && only?.organiserId === id && only.campaignId === campaignId
}

/** Gives a role in the place of another for the same campaign, or takes it. */
export function* writeRole(
  { tables: { organiserRole } }: StoreParts,
  tx: Session,
  organiserId: OrganiserId,
  campaignId: number,
  role: NonNullable<Parameters<OrganiserStore['setRole']>[2]> | null,
): Steps<void> {
  const one = and(eq(organiserRole.organiserId, organiserId), eq(organiserRole.campaignId, campaignId))
  yield* run(tx.delete(organiserRole).where(one))
  if (role) yield* run(tx.insert(organiserRole).values({ organiserId, campaignId, role }))
}

function* changeOne(
  parts: StoreParts,
  tx: Session,
  row: OrganiserRecord,
  change: ProofChange,
  at: Date,
): Steps<'changed' | 'last-proof' | 'not-found'> {
  const { organiser } = parts.tables
  const { id } = row
  const write = (changed: Partial<OrganiserRecord>) =>
    run(tx.update(organiser).set(changed).where(eq(organiser.id, id)))
  switch (change.kind) {
    case 'password':
      yield* write({ passwordHash: change.passwordHash })
      return 'changed'
    case 'second-factor':
    case 'password-made': {
      const { totpSecret, totpStep, recoveryCodes } = change
      const sealed = sealOrganiser(parts, { ...openOrganiser(parts, row), totpSecret }, id)
      yield* write({
        sealed,
        totpStep,
        ...(change.kind === 'password-made' ? { passwordHash: change.passwordHash } : {}),
      })
      yield* replaceRecoveryCodes(parts, tx, id, recoveryCodes)
      return 'changed'
    }
    case 'password-removed':
      return yield* removePassword(parts, tx, row)
    case 'recovery-codes':
      yield* replaceRecoveryCodes(parts, tx, id, change.recoveryCodes)
      return 'changed'
    case 'passkey-added':
      yield* insertPasskey(parts, tx, id, change.passkey, at)
      return 'changed'
    case 'passkey-removed':
      return yield* removePasskey(parts, tx, row, change.id)
  }
}

/** Whoever has neither a password nor another passkey could never come in again. */
function* removePasskey(
  { tables: { passkey } }: StoreParts,
  tx: Session,
  { id, passwordHash }: OrganiserRecord,
  passkeyId: string,
): Steps<'changed' | 'last-proof' | 'not-found'> {
  const keys = yield* all(tx.select().from(passkey).where(eq(passkey.organiserId, id)))
  if (!keys.some(key => key.id === passkeyId)) return 'not-found'
  if (keys.length === 1 && !passwordHash) return 'last-proof'
  yield* run(tx.delete(passkey).where(eq(passkey.id, passkeyId)))
  return 'changed'
}

/** With its second factor, which lets nobody in without it. */
function* removePassword(
  parts: StoreParts,
  tx: Session,
  row: OrganiserRecord,
): Steps<'changed' | 'last-proof' | 'not-found'> {
  const { organiser, passkey } = parts.tables
  const { id, passwordHash } = row
  if (!passwordHash) return 'not-found'
  const key = yield* first(tx.select({ id: passkey.id }).from(passkey).where(eq(passkey.organiserId, id)))
  if (!key) return 'last-proof'
  const sealed = sealOrganiser(parts, { ...openOrganiser(parts, row), totpSecret: null }, id)
  const none = { sealed, passwordHash: null, totpStep: null }
  yield* run(tx.update(organiser).set(none).where(eq(organiser.id, id)))
  yield* replaceRecoveryCodes(parts, tx, id, [])
  return 'changed'
}
