import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { idFromBytes, type SignatureId } from '../../app/domain/id'

/** The database and its log, as bytes. */
export function bytesOf(file: string): [string, Buffer][] {
  return [file, `${file}-wal`].filter(existsSync).map(name => [name, readFileSync(name)])
}

export function spellings(word: string): [string, Buffer][] {
  const utf8 = Buffer.from(word)
  return [
    ['it is', utf8],
    ['lower case', Buffer.from(word.toLowerCase())],
    ['upper case', Buffer.from(word.toUpperCase())],
    ['UTF-16', Buffer.from(word, 'utf16le')],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
    ['URL', Buffer.from(encodeURIComponent(word))],
    // Base64 depends on where in its three bytes a word begins; what a neighbour touches is left out.
    ...[0, 1, 2].map((shift): [string, Buffer] => {
      const base64 = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
      return ['base64', Buffer.from(base64.slice(shift === 0 ? 0 : 4, -4))]
    }),
  ].filter((one): one is [string, Buffer] => (one[1] as Buffer).length >= 3)
}

/** Every sealed value and mailbox index that the database holds. */
export function tracesIn(file: string): { readonly ids: SignatureId[]; readonly bytes: Buffer[] } {
  const signatures = select(file, 'select id, sealed, mailbox from signature order by id')
  const letters = select(file, 'select sealed from letter where sealed is not null')
  const replies = select(file, 'select sealed from reply where sealed is not null')
  const subscribers = select(file, 'select sealed, mailbox from subscriber')
  return {
    ids: signatures.map(({ id }) => idFromBytes<SignatureId>(id as Uint8Array)),
    bytes: [...signatures, ...letters, ...replies, ...subscribers]
      .flatMap(({ sealed, mailbox }) => [sealed, mailbox])
      .filter(value => value !== undefined)
      .map(value => Buffer.from(value as Uint8Array)),
  }
}

/** Which of these values can be found, whole or but for their beginning and end. */
export function found(values: readonly Buffer[], file: string): string[] {
  const files = bytesOf(file)
  return values.flatMap(value => {
    const middle = value.length > 24 ? value.subarray(8, -8) : value
    const last = value.length > 24 ? value.subarray(-16) : value
    return files.flatMap(([name, content]) =>
      content.includes(middle) || content.includes(last) ? [`${value.toString('hex')} in ${name}`] : [],
    )
  })
}

export function select(file: string, sql: string): Readonly<Record<string, unknown>>[] {
  const reader = new Database(file, { readonly: true })
  try {
    return reader.prepare(sql).all() as Record<string, unknown>[]
  } finally {
    reader.close()
  }
}

export function change(file: string, sql: string, values: readonly unknown[] = []): void {
  const writer = new Database(file)
  try {
    expect(writer.prepare(sql).run(...values).changes).toBeGreaterThan(0)
  } finally {
    writer.close()
  }
}

/** Each file's bytes and when it was last written. */
export function snapshot(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map(name => [name, join(folder, name)] as const)
      .filter(([, path]) => statSync(path).isFile())
      .map(([name, path]) => [name, `${statSync(path).mtimeMs} ${readFileSync(path).toString('base64')}`]),
  )
}

export function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}
