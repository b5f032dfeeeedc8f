import { and, desc, eq, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { waitAfter } from '../../app/domain/backoff'
import type { OrganiserId } from '../../app/domain/id'
import type { OrganiserStore, SessionStart, UsedProof } from '../../app/domain/organiser/store'
import { absoluteMs } from '../../app/domain/sign-in/session'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import { organiserToChange, rolesOf, toKnown } from './organiser-rows'
import type { StoreParts } from './parts'
import { touch } from './touch'

type Methods = 'startSession' | 'session' | 'sessions' | 'touchSession' | 'endSession' | 'failSignIn'

/** Where organisers are signed in, and what they showed for it. */
export function organiserSessions(parts: StoreParts): Pick<OrganiserStore, Methods> {
  const { database, tables } = parts
  const { organiser, organiserSession } = tables
  const bySession = (hash: Uint8Array) => eq(organiserSession.hash, Buffer.from(hash))

  return {
    async startSession(start, entry) {
      return database.transact(function* (tx) {
        const started = yield* startWithProof(parts, tx, start)
        if (started === 'started') yield* appendAudit(parts, tx, entry)
        return started
      })
    },

    async session(hash) {
      return database.read(function* (from) {
        const found = yield* first(
          from
            .select()
            .from(organiserSession)
            .innerJoin(organiser, eq(organiser.id, organiserSession.organiserId))
            .where(bySession(hash)),
        )
        if (!found) return null
        const { organiserId: id, ...session } = found.organiser_session
        const roles = yield* rolesOf(parts, from, [id])
        return { ...session, organiser: toKnown(parts, found.organiser, roles.get(id)) }
      })
    },

    async sessions(id) {
      return database.read(function* (from) {
        const theirs = from.select().from(organiserSession).where(eq(organiserSession.organiserId, id))
        const rows = yield* all(theirs.orderBy(desc(organiserSession.seenAt)))
        return rows.map(({ organiserId: _theirs, ...session }) => session)
      })
    },

    async touchSession(hash, at) {
      await database.transact(function* (tx) {
        yield* run(tx.update(organiserSession).set({ seenAt: at }).where(bySession(hash)))
      })
    },

    async endSession(id, hash, entry) {
      return database.transact(function* (tx) {
        const which = and(bySession(hash), eq(organiserSession.organiserId, id))
        const ended = yield* all(
          tx.delete(organiserSession).where(which).returning({ hash: organiserSession.hash }),
        )
        if (ended.length === 0) return 'not-found'
        yield* appendAudit(parts, tx, entry)
        return 'ended'
      })
    },

    async failSignIn(id, entry) {
      await database.transact(function* (tx) {
        const row = id && (yield* organiserToChange(parts, tx, id))
        if (row) {
          const failures = row.failures + 1
          const waitsUntil = new Date(entry.at.getTime() + waitAfter(failures))
          yield* run(tx.update(organiser).set({ failures, waitsUntil }).where(eq(organiser.id, row.id)))
        } else yield* touch(parts, tx)
        yield* appendAudit(parts, tx, entry)
      })
    },
  }
}

/** Uses the proof up and begins the session, in the place of the one that it continues. */
export function* startWithProof(parts: StoreParts, tx: Session, start: SessionStart) {
  const { organiser, organiserSession } = parts.tables
  const { organiserId, proof, session, continues, at } = start
  const row = yield* organiserToChange(parts, tx, organiserId)
  if (row?.state !== 'active' || !(yield* spendProof(parts, tx, organiserId, proof, at)))
    return 'spent' as const
  const former = continues && eq(organiserSession.hash, Buffer.from(continues))
  const before = former && (yield* first(tx.select().from(organiserSession).where(former)))
  if (former) yield* run(tx.delete(organiserSession).where(former))
  const old = lte(organiserSession.createdAt, new Date(at.getTime() - absoluteMs))
  yield* run(tx.delete(organiserSession).where(and(eq(organiserSession.organiserId, organiserId), old)))
  yield* run(tx.update(organiser).set({ failures: 0, waitsUntil: null }).where(eq(organiser.id, organiserId)))
  yield* insertSession(parts, tx, organiserId, session, at, before?.createdAt)
  return 'started' as const
}

export function* insertSession(
  { tables: { organiserSession } }: StoreParts,
  tx: Session,
  organiserId: OrganiserId,
  { hash, agent }: SessionStart['session'],
  at: Date,
  createdAt = at,
): Steps<void> {
  const times = { createdAt, seenAt: at, provenAt: at }
  yield* run(tx.insert(organiserSession).values({ hash: Buffer.from(hash), organiserId, agent, ...times }))
}

/** Ends every session of an organiser but the one to keep. */
export function* endSessions(
  { tables: { organiserSession } }: StoreParts,
  tx: Session,
  id: OrganiserId,
  keep: Uint8Array | null = null,
): Steps<void> {
  const { organiserId, hash } = organiserSession
  const others = keep ? ne(hash, Buffer.from(keep)) : undefined
  yield* run(tx.delete(organiserSession).where(and(eq(organiserId, id), others)))
}

/** Whether a proof was theirs and not used before. A statement each, so that of two who show it at once one is refused. */
function* spendProof(
  { tables: { organiser, passkey, recoveryCode } }: StoreParts,
  tx: Session,
  id: OrganiserId,
  proof: UsedProof,
  at: Date,
): Steps<boolean> {
  if (proof.kind === 'totp') {
    const unused = or(isNull(organiser.totpStep), lt(organiser.totpStep, proof.step))
    const change = tx.update(organiser).set({ totpStep: proof.step })
    const which = and(eq(organiser.id, id), isNotNull(organiser.passwordHash), unused) // it goes with a password
    return (yield* all(change.where(which).returning({ id: organiser.id }))).length === 1
  }
  if (proof.kind === 'recovery-code') {
    const { organiserId, hash, usedAt } = recoveryCode
    const which = and(eq(organiserId, id), eq(hash, Buffer.from(proof.hash)), isNull(usedAt))
    const change = tx.update(recoveryCode).set({ usedAt: at }).where(which)
    return (yield* all(change.returning({ hash }))).length === 1
  }
  // Authenticators that count never count back; those that do not count stay at 0 (WebAuthn, 7.2 step 22).
  const counts = or(lt(passkey.counter, proof.counter), sql`${passkey.counter} = 0 and ${proof.counter} = 0`)
  const unanswered = or(isNull(passkey.usedAt), lt(passkey.usedAt, proof.askedAt))
  const which = and(eq(passkey.id, proof.id), eq(passkey.organiserId, id), counts, unanswered)
  const change = tx.update(passkey).set({ counter: proof.counter, usedAt: at }).where(which)
  return (yield* all(change.returning({ id: passkey.id }))).length === 1
}
