import { tables } from './schema'
import type { StoreParts } from './store'

/** Changes one row, whatever else a transaction does: one that writes nothing is quicker, and would tell so. */
export function touch({ connection: { write }, newId }: StoreParts): void {
  const value = newId()
  write
    .insert(tables.installation)
    .values({ name: 'touched', value })
    .onConflictDoUpdate({ target: tables.installation.name, set: { value } })
    .run()
}
