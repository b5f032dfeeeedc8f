import { eq } from 'drizzle-orm'
import type { Session } from '../database'
import { first, run, type Steps } from '../steps'
import type { StoreParts } from './parts'

type Parts = Pick<StoreParts, 'tables'>

/** One fact of the installation; null while nobody has set it. */
export function* factNow(
  { tables: { installation } }: Parts,
  from: Session,
  name: string,
): Steps<string | null> {
  const row = yield* first(from.select().from(installation).where(eq(installation.name, name)))
  return row?.value ?? null
}

export function* setFact(
  { tables: { installation } }: Parts,
  tx: Session,
  name: string,
  value: string,
): Steps<void> {
  yield* run(
    tx
      .insert(installation)
      .values({ name, value })
      .onConflictDoUpdate({ target: installation.name, set: { value } }),
  )
}

export function* endFact({ tables: { installation } }: Parts, tx: Session, name: string): Steps<void> {
  yield* run(tx.delete(installation).where(eq(installation.name, name)))
}
