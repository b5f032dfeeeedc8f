import { type Column, sql } from 'drizzle-orm'

/** A place in a statement for a value that is encoded as its column is. */
export function given(name: string, column: Column) {
  return sql`${sql.param(sql.placeholder(name), column)}`
}
