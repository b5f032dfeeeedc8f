import { and, desc, eq, isNull, lte } from 'drizzle-orm'
import type { OrganiserId, OutgoingId } from '../../app/domain/id'
import type { InvitationPurpose } from '../../app/domain/organiser/organiser'
import type { Invitation, Joining, OrganiserStore } from '../../app/domain/organiser/store'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import { endTokensOf } from './access'
import { appendAudit } from './auditing'
import { outgoingRow } from './mailing'
import {
  insertPasskey,
  mailboxOf,
  openOrganiser,
  organiserMailbox,
  replaceRecoveryCodes,
  sealOrganiser,
} from './organiser-rows'
import { endSessions, insertSession, startWithProof } from './organiser-sessions'
import { activeOwners, isLast, type Owner, writeRole } from './organisers'
import type { StoreParts } from './parts'
import { touch } from './touch'

type InvitationRecord = Tables['invitation']['$inferSelect']

type Methods =
  | 'invite'
  | 'requestRecovery'
  | 'invitation'
  | 'openInvitations'
  | 'cancelInvitation'
  | 'bindInvitation'
  | 'join'
  | 'recover'

/** Links that are used once: to join, and to prove oneself anew. */
export function invitations(parts: StoreParts): Pick<OrganiserStore, Methods> {
  const { database, keyring, tables } = parts
  const { invitation, organiser } = tables
  const byHash = (hash: Uint8Array) => eq(invitation.hash, Buffer.from(hash))

  return {
    async invite({ id, hash, email, role, campaignId, invitedBy, at, endsAt }, entry) {
      if (!keyring.hasKey('organisers')) keyring.ensureKey('organisers')
      await database.transact(function* (tx) {
        const sealed = keyring.sealer('organisers').seal(email, 'invitation.sealed', id)
        const whom = { mailbox: mailboxOf(keyring, email), sealed, role, campaignId, invitedBy }
        const row = { id, hash: Buffer.from(hash), purpose: 'join' as const, ...whom }
        yield* run(tx.insert(invitation).values({ ...row, createdAt: at, endsAt }))
        yield* appendAudit(parts, tx, entry)
      })
    },

    async requestRecovery({ id, hash, mailbox, browser, at, endsAt }) {
      const index = organiserMailbox(keyring, mailbox)
      return database.transact(function* (tx) {
        yield* touch(parts, tx) // whatever is found: what writes nothing is quicker, and would tell so
        // Links that have ended are of no use to anybody.
        const ended = and(eq(invitation.purpose, 'recover'), lte(invitation.endsAt, at))
        yield* run(tx.delete(invitation).where(ended))
        const isTheirs = index && and(eq(organiser.mailbox, index), eq(organiser.state, 'active'))
        const row = isTheirs && (yield* first(tx.select().from(organiser).where(isTheirs)))
        if (!row) return 'nobody'
        const { email } = openOrganiser(parts, row)
        const sealed = keyring.sealer('organisers').seal(email, 'invitation.sealed', id)
        yield* run(
          tx.insert(invitation).values({
            ...{ id, hash: Buffer.from(hash), purpose: 'recover', mailbox: row.mailbox, campaignId: 0 },
            ...{ sealed, browser: Buffer.from(browser), createdAt: at, endsAt },
          }),
        )
        // The mail has the link's id: its composer makes the same link of it, and the store keeps the hash alone.
        const mail = outgoingRow(parts, { kind: 'recover', organiserId: row.id }, at, at)
        yield* database.insertOutgoing(tx, [{ ...mail, id: id as string as OutgoingId }])
        return 'queued'
      })
    },

    async invitation(hash) {
      return database.read(function* (from) {
        const row = yield* first(from.select().from(invitation).where(byHash(hash)))
        if (!row) return null
        const ids = from.select({ id: organiser.id }).from(organiser)
        const known = yield* first(ids.where(eq(organiser.mailbox, row.mailbox)))
        return toInvitation(parts, row, known?.id ?? null)
      })
    },

    async openInvitations() {
      return database.read(function* (from) {
        const open = and(eq(invitation.purpose, 'join'), isNull(invitation.usedAt))
        const rows = yield* all(from.select().from(invitation).where(open).orderBy(desc(invitation.id)))
        return rows.map(row => toInvitation(parts, row, null))
      })
    },

    async cancelInvitation(id, entry) {
      return database.transact(function* (tx) {
        const open = and(eq(invitation.id, id), eq(invitation.purpose, 'join'), isNull(invitation.usedAt))
        const gone = yield* all(tx.delete(invitation).where(open).returning({ id: invitation.id }))
        if (gone.length === 0) return 'not-found'
        yield* appendAudit(parts, tx, entry)
        return 'cancelled'
      })
    },

    async bindInvitation(hash, browser) {
      return database.transact(function* (tx) {
        const bound = yield* all(
          tx
            .update(invitation)
            .set({ browser: Buffer.from(browser) })
            .where(and(byHash(hash), isNull(invitation.browser)))
            .returning({ id: invitation.id }),
        )
        return bound.length === 1 ? 'bound' : 'bound-elsewhere'
      })
    },

    async join(joining) {
      return database.transact(function* (tx) {
        const link = yield* usable(parts, tx, joining.hash, 'join', joining.at)
        if (!link) return { kind: 'spent' as const }
        const those = tx.select({ id: organiser.id, state: organiser.state }).from(organiser)
        const known = yield* first(those.where(eq(organiser.mailbox, link.mailbox)))
        const owners = yield* activeOwners(parts, tx, link.campaignId)
        if (!mayStillInvite(link, owners, known !== undefined)) return { kind: 'spent' as const }
        yield* run(tx.update(invitation).set({ usedAt: joining.at }).where(eq(invitation.id, link.id)))
        const { at } = joining
        // They come back; what fetched in their name, and may be in other hands since, does not.
        if (known?.state === 'disabled') yield* endTokensOf(parts, tx, known.id, at)
        const id = yield* admit(parts, tx, link, known?.id ?? null, owners, joining)
        const object = `organiser:${id}` as const
        const detail = { role: link.role, proof: joining.proofs.kind }
        const about = { actor: object, object, campaignId: link.campaignId || null, reason: null, detail, at }
        yield* appendAudit(parts, tx, { action: 'organiser-joined', ...about })
        return { kind: 'joined' as const, id }
      })
    },

    async recover({ hash, passwordHash, ...start }, entry) {
      return database.transact(function* (tx) {
        const link = yield* usable(parts, tx, hash, 'recover', start.at)
        if (!link) return 'spent'
        const started = yield* startWithProof(parts, tx, { ...start, continues: null })
        if (started === 'spent') return started
        yield* run(tx.update(invitation).set({ usedAt: start.at }).where(eq(invitation.id, link.id)))
        const theirs = and(eq(organiser.id, start.organiserId), eq(organiser.mailbox, link.mailbox))
        yield* run(tx.update(organiser).set({ passwordHash }).where(theirs))
        yield* endSessions(parts, tx, start.organiserId, start.session.hash)
        yield* appendAudit(parts, tx, entry)
        return started
      })
    },
  }
}

/** A link that is still good, which nobody else uses until this transaction ends. */
function* usable(
  { database, tables: { invitation } }: StoreParts,
  tx: Session,
  hash: Uint8Array,
  purpose: InvitationPurpose,
  at: Date,
): Steps<InvitationRecord | null> {
  const which = and(eq(invitation.hash, Buffer.from(hash)), eq(invitation.purpose, purpose))
  const row = yield* first(database.locked(tx.select().from(invitation).where(which)))
  return row && !row.usedAt && row.endsAt > at ? row : null
}

/**
 * Whether whoever made a link may let its reader in: the operator, or who owns that campaign or everything. Whoever organises
 * already is given new proofs by it, so its maker must own everything.
 */
function mayStillInvite(
  { invitedBy }: InvitationRecord,
  owners: readonly Owner[],
  isKnown: boolean,
): boolean {
  if (!invitedBy) return true
  return owners.some(one => one.organiserId === invitedBy && !(isKnown && one.campaignId !== 0))
}

/** Makes whoever was invited an organiser. One that there is keeps other roles, and has none but the new proofs; a last owner stays one. */
function* admit(
  parts: StoreParts,
  tx: Session,
  { mailbox, sealed, role, campaignId, ...link }: InvitationRecord,
  known: OrganiserId | null,
  owners: readonly Owner[],
  { id: newId, name, proofs, session, at }: Joining,
): Steps<OrganiserId> {
  const { organiser, passkey } = parts.tables
  const id = known ?? newId
  const byPassword = proofs.kind === 'password'
  const email = openInvited(parts, { id: link.id, sealed })
  const row = {
    sealed: sealOrganiser(parts, { name, email, totpSecret: byPassword ? proofs.totpSecret : null }, id),
    passwordHash: byPassword ? proofs.passwordHash : null,
    totpStep: byPassword ? proofs.totpStep : null,
    ...({ state: 'active', failures: 0, waitsUntil: null } as const),
  }
  if (known) yield* run(tx.update(organiser).set(row).where(eq(organiser.id, id)))
  else yield* run(tx.insert(organiser).values({ id, mailbox, createdAt: at, ...row }))
  yield* run(tx.delete(passkey).where(eq(passkey.organiserId, id)))
  yield* endSessions(parts, tx, id)
  yield* replaceRecoveryCodes(parts, tx, id, byPassword ? proofs.recoveryCodes : [])
  if (!byPassword) yield* insertPasskey(parts, tx, id, proofs.passkey, at)
  if (role && !isLast(owners, id, campaignId)) yield* writeRole(parts, tx, id, campaignId, role)
  yield* insertSession(parts, tx, id, session, at)
  return id
}

function openInvited(
  { keyring }: StoreParts,
  { id, sealed }: Pick<InvitationRecord, 'id' | 'sealed'>,
): string {
  return keyring.sealer('organisers').open(sealed, 'invitation.sealed', id)
}

function toInvitation(parts: StoreParts, row: InvitationRecord, organiserId: OrganiserId | null): Invitation {
  const { id, purpose, role, campaignId, browser, createdAt, endsAt, usedAt } = row
  const email = openInvited(parts, row)
  return { id, purpose, email, organiserId, role, campaignId, browser, createdAt, endsAt, usedAt }
}
