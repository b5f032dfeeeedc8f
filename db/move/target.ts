import pg from 'pg'
import { isProblem, Problem } from '../../app/domain/problem'
import type { Store } from '../../app/domain/store'
import { wrongSecret } from '../keyring'
import { arriving } from '../postgres/store'
import { isThere, type Move } from '../sqlite/fence'
import { movedTables, quoted } from './moved-tables'

/** Where an installation is to go: one connection, so that all of it is one transaction. */
export interface Target {
  readonly client: pg.Client
  /** Host, port and database. */
  readonly to: string
  close(): Promise<void>
}

/** None older is cared for or tried; all of the store's SQL is understood since 9.5. */
const oldest = { number: 130_000, words: 'PostgreSQL 13' }

const untouched = 'Nothing was changed.'

/** @throws Problem `refused` where it cannot be reached or is not what the store can live in */
export async function reach(url: string): Promise<Target> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'undersigned move',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  client.on('error', () => {}) // whatever was asked or is asked next fails, and says why
  const to = `${client.host}:${client.port}/${client.database}`
  try {
    await client.connect()
    await refuseUnfit(client, to)
    return { client, to, close: () => client.end() }
  } catch (fault) {
    await client.end().catch(() => {})
    if (isProblem(fault)) throw fault
    throw new Problem('refused', `${to} cannot be reached: ${wordsOf(fault)}. ${untouched}`)
  }
}

/** What PostgreSQL or the network says; a connection tried at several addresses says it several times. */
export function wordsOf(fault: unknown): string {
  const { message, code, errors } = fault as { message?: string; code?: string; errors?: unknown[] }
  return message || (errors?.length ? wordsOf(errors[0]) : (code ?? String(fault)))
}

async function refuseUnfit(client: pg.Client, to: string): Promise<void> {
  const { rows } = await client.query<Server>(
    `select current_setting('server_version_num')::integer as number, current_setting('server_version') as words,
      current_setting('server_encoding') as encoding, current_setting('transaction_read_only') as "readOnly"`,
  )
  const [server] = rows
  const no = (why: string) => new Problem('refused', `${to} ${why}. ${untouched}`)
  if (!server || server.number < oldest.number)
    throw no(`runs ${server?.words}, and ${oldest.words} is needed`)
  if (server.encoding !== 'UTF8') throw no(`keeps text in ${server.encoding}, and UTF8 is needed`)
  if (server.readOnly === 'on') throw no('can only be read: it is a standby, or set so')
}

interface Server {
  readonly number: number
  readonly words: string
  readonly encoding: string
  readonly readOnly: 'on' | 'off'
}

/**
 * Whether this move was done already, as far as PostgreSQL goes.
 * @throws Problem `refused` where the database holds anything else
 */
export async function look(
  { client, to }: Target,
  fingerprint: string,
  move: Move | null,
): Promise<'empty' | 'moved'> {
  const names = [...movedTables.map(({ name }) => name), 'tally_delta']
  const { rows: existing } = await client.query<{ name: string }>(
    'select name from unnest($1::text[]) as names (name) where to_regclass(quote_ident(name)) is not null',
    [names],
  )
  const tables = existing.map(({ name }) => name)
  if (!tables.includes('installation')) return refuseHeld(client, to, tables)
  const { rows } = await client.query("select value from installation where name = 'key-fingerprint'")
  if (rows[0] && rows[0].value !== fingerprint) throw wrongSecret(`${to} is another installation's`)
  if (move && (await client.query(isThere, [move.text])).rowCount === 1) return 'moved'
  return refuseHeld(
    client,
    to,
    tables.filter(name => name !== 'installation'),
  )
}

/**
 * Brings the tables up to date, and leaves a word for whoever would serve from them while they are empty. It goes with
 * the transaction that fills them.
 */
export async function prepare({ client }: Target, open: () => Promise<Store>, at: Date): Promise<void> {
  const table = await client.query("select 1 where to_regclass('installation') is not null")
  if (table.rowCount === 1) await client.query('delete from installation where name = $1', [arriving])
  await (await open()).close()
  await client.query('insert into installation (name, value) values ($1, $2) on conflict (name) do nothing', [
    arriving,
    at.toISOString(),
  ])
}

async function refuseHeld(client: pg.Client, to: string, tables: readonly string[]): Promise<'empty'> {
  const held: string[] = []
  for (const name of tables) {
    const { rows } = await client.query<{ many: string }>(`select count(*) as many from ${quoted(name)}`)
    if (rows[0]?.many !== '0') held.push(`${name} ${rows[0]?.many}`)
  }
  if (held.length === 0) return 'empty'
  throw new Problem(
    'refused',
    `${to} holds data of its own already (rows: ${held.join(', ')}). ${untouched} Give a new, empty database.`,
  )
}
