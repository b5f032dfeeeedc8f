import Database from 'better-sqlite3'
import { type Column, getTableColumns } from 'drizzle-orm'
import type { Campaign } from '../../app/domain/campaign/campaign'
import type { SignatureId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import type { signatureDeltas } from '../../app/domain/tally/tally'
import { tables } from '../../db/sqlite/schema'
import { signatureDraft } from '../support/drafts'
import { personOf } from './opened'
import { homeSeat } from './seats'

type SignatureRow = typeof tables.signature.$inferSelect

/** What each copy of a signature has of its own. */
export type Own = Pick<
  SignatureRow,
  'id' | 'mailbox' | 'sealed' | 'constituencyCode' | 'signedAt' | 'confirmedAt' | 'mailedAt' | 'number'
>

/** A signature that the store recorded and confirmed, to be copied. */
export interface Template {
  readonly campaignId: number
  readonly sealedBytes: number
  readonly counted: Parameters<typeof signatureDeltas>[0]
  /** Inserts copies, everything but what is their own written into the statement. */
  insertInto(database: Database.Database): (own: Own) => void
  /** How many signatures there are, and when the last was signed: before the first, so many days ago. */
  standing(
    database: Database.Database,
    beganDaysAgo: number,
  ): { readonly rows: number; readonly lastAt: Date }
}

/** Records one, confirms it, reads it as it lies in the file, and erases it again as its supporter would. */
export async function templateIn(store: Store, file: string, campaign: Campaign): Promise<Template> {
  const slugs = campaign.text.principles.slice(0, 2).map(({ slug }) => slug)
  const draft = signatureDraft(campaign, new Date(), {
    ...personOf(0),
    principles: slugs,
    constituency: { code: homeSeat, by: 'postcode' },
    network: Buffer.alloc(8, 1),
  })
  await store.recordSignatures([draft])
  await store.confirmSignatures([
    { signatureId: draft.id, letterId: null, constituencyCode: null, at: draft.at },
  ])
  const literals = literalsOf(file, draft.id)
  await store.eraseMailbox(draft.mailbox, draft.at)
  return {
    campaignId: campaign.id,
    sealedBytes: sealedBytesOf(literals),
    counted: {
      campaignId: campaign.id,
      country: draft.country,
      source: draft.source,
      principles: slugs,
      constituencyCode: null,
      updates: 'no',
      confirmedAt: draft.at,
    },
    insertInto: database => insertion(database, literals),
    standing,
  }
}

/** Each column's name in the file and its value as SQL writes it; a number that SQLite gives each row is left to it. */
type Literals = ReadonlyMap<string, string>

function literalsOf(file: string, id: SignatureId): Literals {
  const database = new Database(file, { readonly: true })
  const all = database.pragma('table_info(signature)') as { name: string; type: string; pk: number }[]
  const keys = all.filter(({ pk }) => pk > 0)
  const given = keys.length === 1 && keys[0]?.type.toLowerCase() === 'integer' ? keys[0] : null
  const columns = all.filter(column => column !== given)
  const row = database
    .prepare(`select ${columns.map(({ name }) => `quote(${name})`).join(', ')} from signature where id = ?`)
    .raw()
    .get(tables.signature.id.mapToDriverValue(id)) as string[]
  database.close()
  return new Map(columns.map(({ name }, place) => [name, row[place] ?? 'null']))
}

/** A BLOB is X'…', two digits a byte. */
function sealedBytesOf(literals: Literals): number {
  return ((literals.get(tables.signature.sealed.name)?.length ?? 3) - 3) / 2
}

function insertion(database: Database.Database, literals: Literals): (own: Own) => void {
  const columns = new Map(own.map(key => [getTableColumns(tables.signature)[key].name, key]))
  const names = [...literals.keys()]
  const values = names.map(name => (columns.has(name) ? '?' : literals.get(name)))
  const insert = database.prepare(`insert into signature (${names.join(', ')}) values (${values.join(', ')})`)
  const bound = names.flatMap(name => columns.get(name) ?? []) // by place: names cost a third more
  const maps = bound.map(key => [key, getTableColumns(tables.signature)[key] as Column] as const)
  return row => {
    insert.run(maps.map(([key, column]) => column.mapToDriverValue(row[key])))
  }
}

const own: readonly (keyof Own)[] = [
  'id',
  'mailbox',
  'sealed',
  'constituencyCode',
  'signedAt',
  'confirmedAt',
  'mailedAt',
  'number',
]

function standing(
  database: Database.Database,
  beganDaysAgo: number,
): { readonly rows: number; readonly lastAt: Date } {
  const { signedAt } = tables.signature
  const { rows, last } = database
    .prepare(`select count(*) as rows, max(${signedAt.name}) as last from signature`)
    .get() as { rows: number; last: number | null }
  const lastAt =
    last === null
      ? new Date(Date.now() - beganDaysAgo * 86_400_000)
      : (signedAt.mapFromDriverValue(last) as Date)
  return { rows, lastAt }
}
