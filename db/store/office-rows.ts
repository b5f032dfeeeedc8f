import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { OfficeId } from '../../app/domain/id'
import type { Office } from '../../app/domain/office/office'
import type { Session, Tables } from '../database'
import { first, run, type Steps } from '../steps'
import type { StoreParts } from './parts'

export type OfficeRecord = Tables['office']['$inferSelect']

export function toOffice({ id, address, mode, revision }: OfficeRecord): Office {
  return { id, address, mode, revision }
}

/** An office that nobody else changes until this transaction ends. */
export function* officeToChange(
  { database, tables: { office } }: StoreParts,
  tx: Session,
  id: OfficeId,
): Steps<OfficeRecord | undefined> {
  return yield* first(database.locked(tx.select().from(office).where(eq(office.id, id))))
}

/**
 * Finds the office at an address, or makes it where the first letter is about to go there; nobody else changes it until the
 * transaction ends. Asked for each letter.
 */
export function openOffices({ database, tables, newId }: StoreParts) {
  const { office } = tables
  const known = database.statement<OfficeRecord>('office-at', tx =>
    database.locked(
      tx
        .select()
        .from(office)
        .where(eq(office.address, sql.placeholder('address'))),
    ),
  )
  return function* (tx: Session, address: string, at: Date): Steps<OfficeRecord> {
    const [row] = yield* known(tx, { address })
    if (row) return row
    const made = { id: newId() as OfficeId, address, mode: 'individual', revision: 0 } as const
    yield* run(
      tx
        .insert(office)
        .values({ ...made, freeAt: at, createdAt: at })
        .onConflictDoNothing(),
    )
    const [there] = yield* known(tx, { address })
    if (!there) throw new Error('an office that was made is not there')
    return there
  }
}

/** Those who wait in an office's line. Written out, since SQLite takes a partial index only for what is no parameter. */
export function standsBefore(
  { tables: { outgoing } }: Pick<StoreParts, 'tables'>,
  id: OfficeId,
): SQL | undefined {
  return and(eq(outgoing.officeId, id), sql`${outgoing.place} = 'in-line'`)
}
