import Database from 'better-sqlite3'

/** Counted in the file itself, beside whoever has it open. */
export function signaturesIn(file: string): number {
  const database = new Database(file, { readonly: true })
  const row = database.prepare('select count(*) as signatures from signature').get() as { signatures: number }
  database.close()
  return row.signatures
}
