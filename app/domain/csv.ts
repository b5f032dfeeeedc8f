/**
 * Whom a CSV file is for. `spreadsheet` is safe to open in one, `excel` is the same with the byte-order mark by which
 * Excel knows UTF-8, `machine` is raw.
 */
export const csvProfiles = ['spreadsheet', 'excel', 'machine'] as const
export type CsvProfile = (typeof csvProfiles)[number]

/** Null is an empty cell. */
export type CsvRow = readonly (string | number | null)[]

/** Rows that were read together. */
export type CsvPage = readonly CsvRow[]

/**
 * Writes rows as RFC 4180 has them, in chunks of about 16 KB, reading no further than it is asked for; an empty chunk where a page
 * had no row.
 */
export async function* writeCsv(pages: AsyncIterable<CsvPage>, profile: CsvProfile): AsyncGenerator<string> {
  let chunk = profile === 'excel' ? '\uFEFF' : ''
  for await (const page of pages) {
    for (const row of page) {
      chunk += csvLine(row, profile)
      if (chunk.length < chunkAtLeast) continue
      yield chunk
      chunk = ''
    }
    if (page.length === 0) yield '' // nothing was found in what was looked through: time that others waited for
  }
  if (chunk !== '') yield chunk
}

export function csvLine(row: CsvRow, profile: CsvProfile): string {
  return `${row.map(cell => quoted(profile === 'machine' ? `${cell ?? ''}` : inert(cell))).join(',')}\r\n`
}

/** In UTF-16 units: enough that writing costs little beside reading, and little for those who wait meanwhile. */
const chunkAtLeast = 16_384

/** What makes a spreadsheet run a cell, also behind blanks and quotation marks; full-width signs count as their like. */
const runs = /^[\s"\u200B-\u200F\u2060\uFEFF]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u

/** An apostrophe makes a spreadsheet read text as text (OWASP, CSV injection). Numbers stay numbers. */
function inert(cell: string | number | null): string {
  return typeof cell === 'string' && isRun(cell) ? `'${cell}` : `${cell ?? ''}`
}

/** Whether a spreadsheet would run a text. */
export function isRun(text: string): boolean {
  return runs.test(text)
}

/** Also quotes what a spreadsheet set to another separator would split. */
function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
