import { and, eq } from 'drizzle-orm'
import type { OfficeId } from '../../app/domain/id'
import { nextDigest } from '../../app/domain/office/digest'
import type { OfficeMode } from '../../app/domain/office/office'
import type { HoldReason } from '../../app/domain/outbox/outbox'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { followManyMails, releaseHeld } from './letter-state'
import { outgoingRow } from './mailing'
import { officeToChange, standsBefore, toOffice } from './office-rows'
import type { StoreParts } from './parts'

/** What a letter is held for while its office wants none. */
const forOffice: HoldReason = 'office-paused'

/** A link to choose with is mailed at most so often. */
const linkEveryMs = 60_000

/** Offices, and how they want their letters. */
export function offices(parts: StoreParts): Pick<Store, 'office' | 'requestOfficeLink' | 'chooseOfficeMode'> {
  const { database, tables } = parts
  const { office } = tables

  return {
    async office(id) {
      return database.read(function* (from) {
        const row = yield* first(from.select().from(office).where(eq(office.id, id)))
        return row ? toOffice(row) : null
      })
    },

    async requestOfficeLink(id, at) {
      return database.transact(function* (tx) {
        const row = yield* officeToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (row.linkedAt && at.getTime() - row.linkedAt.getTime() < linkEveryMs) return 'sent-lately'
        yield* run(tx.update(office).set({ linkedAt: at }).where(eq(office.id, id)))
        const about = { kind: 'office-link' as const, officeId: id }
        yield* database.insertOutgoing(tx, [outgoingRow(parts, about, at, at)])
        return 'queued'
      })
    },

    async chooseOfficeMode(id, revision, mode, at) {
      return database.transact(function* (tx) {
        const row = yield* officeToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (row.revision !== revision) return 'spent'
        const nextAt = row.nextAt && lookedAt(mode, at)
        yield* run(
          tx
            .update(office)
            .set({ mode, revision: revision + 1, nextAt })
            .where(eq(office.id, id)),
        )
        if (mode === 'paused') yield* holdLine(parts, tx, id, at)
        else if (row.mode === 'paused') yield* letGoOn(parts, tx, id, at)
        return 'chosen'
      })
    },
  }
}

/** When those who wait in line are looked at next, once the office has chosen. */
function lookedAt(mode: OfficeMode, at: Date): Date | null {
  if (mode === 'paused') return null
  return mode === 'daily' ? nextDigest(at) : at
}

function* holdLine(parts: StoreParts, tx: Session, id: OfficeId, at: Date): Steps<void> {
  const { outgoing } = parts.tables
  const held = yield* all(
    tx
      .update(outgoing)
      .set({ state: 'held', holdReason: forOffice, place: null, settledAt: at })
      .where(standsBefore(parts, id))
      .returning({ letterId: outgoing.letterId }),
  )
  yield* followManyMails(
    parts,
    tx,
    held.flatMap(({ letterId }) => letterId ?? []),
    at,
  )
}

function* letGoOn(parts: StoreParts, tx: Session, id: OfficeId, at: Date): Steps<void> {
  const { officeId, holdReason } = parts.tables.outgoing
  yield* releaseHeld(parts, tx, and(eq(holdReason, forOffice), eq(officeId, id)), at)
}
