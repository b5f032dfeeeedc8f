import type { Watch } from './backup'

/** An installation moves from its SQLite file to PostgreSQL, whole and once. */
export interface Moving {
  /**
   * Copies every row into an empty database, compares, and closes the file for good: all of it or nothing.
   * Interrupted, it is called again.
   * @param url as `DATABASE_URL` will have it
   * @throws Problem `refused`, and then neither side was changed unless it says so
   */
  toPostgres(url: string, compare: Comparison, watch: Watch): Promise<Moved>
}

/** What must agree before it counts: counts and sums of every column, or each value of each row as well. */
export type Comparison = 'sums' | 'every-row'

export interface Moved {
  /** Host, port and database; no user and no password. */
  readonly to: string
  /** None where an earlier call had done all but say so. */
  readonly tables: readonly MovedRows[]
}

export interface MovedRows {
  readonly table: string
  readonly rows: number
}
