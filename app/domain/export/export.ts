import type { Campaign } from '../campaign/campaign'
import type { CsvPage, CsvRow } from '../csv'
import type { Ports } from '../ports'
import { type ExportChoice, type ExportName, isToolProfile } from './choice'
import { byDay, byPrinciple, counts } from './counts'
import { letters, replies, signatures } from './rows'
import { toolColumns } from './tool-profile'

/** Each export's columns, part of the public contract: new ones come last. */
const columns: Readonly<Record<ExportName, string>> = {
  counts:
    'constituency_code,constituency,region,country,mp,signatures,letters_queued,letters_accepted,letters_failed,replies',
  'by-day': 'date,signatures,letters_accepted',
  'by-principle': 'principle,constituency_code,signatures',
  signatures:
    'signature_id,name,email,postcode,constituency_code,constituency,signed_at,confirmed_at,principles,updates,consent_version,source,state',
  letters:
    'letter_id,constituency_code,constituency,mp,state,queued_at,accepted_at,attempts,last_smtp_reply,likeness',
  replies: 'letter_id,constituency_code,constituency,mp,answer,position,days,answered_at,reply',
}

/** Told after each page, so that somebody can watch: rows written, and those left out because a tool would take them wrongly. */
export type ExportWatch = (rows: number, leftOut: number) => void

/** The rows of an export, its columns' names first, page by page so that memory stays flat. */
export async function* exportPages(
  ports: Ports,
  campaign: Campaign,
  choice: ExportChoice,
  watch: ExportWatch = () => {},
): AsyncGenerator<CsvPage> {
  yield [columnsOf(choice)]
  let [rows, leftOut] = [0, 0]
  for await (const page of pagesOf[choice.name](ports, campaign, choice)) {
    const written = page.filter(row => row !== null)
    rows += written.length
    leftOut += page.length - written.length
    watch(rows, leftOut)
    yield written
  }
}

function columnsOf({ name, profile }: ExportChoice): CsvRow {
  return isToolProfile(profile) ? toolColumns(profile) : columns[name].split(',')
}

/** Rows that were read together; null for one that is left out. */
export type ExportPage = readonly (CsvRow | null)[]

const pagesOf: Readonly<
  Record<ExportName, (ports: Ports, campaign: Campaign, choice: ExportChoice) => AsyncGenerator<ExportPage>>
> = {
  counts,
  'by-day': byDay,
  'by-principle': byPrinciple,
  signatures,
  letters,
  replies,
}
