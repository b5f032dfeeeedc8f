import type { Session } from '../database'
import { run, type Steps } from '../steps'
import type { StoreParts } from './parts'

/** Changes one row, whatever else a transaction does: one that writes nothing is quicker, and would tell so. */
export function* touch({ tables: { installation }, newId }: StoreParts, tx: Session): Steps<void> {
  const value = newId()
  yield* run(
    tx
      .insert(installation)
      .values({ name: 'touched', value })
      .onConflictDoUpdate({ target: installation.name, set: { value } }),
  )
}
