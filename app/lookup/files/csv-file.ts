import { basename } from 'node:path'
import type { Watch } from '../../domain/backup'
import type { Faults } from './faults'
import type { OpenedFile } from './opened-file'
import { lineAtMost, textBlocks } from './text-blocks'

/** Takes a record's cells, one for each column. @param line the one that the record begins on */
export type TakeRecord = (cells: readonly string[], line: number) => void

/**
 * Reads a CSV (RFC 4180) with a header, record by record. What is wrong in one line does not keep the next from being
 * read, so that everything is said at once.
 * @param begin is given the names of the columns, and gives what takes the records
 * @param between a comma; `any` where it may as well be what a spreadsheet puts there when somebody pastes from it, or abroad
 * @throws Problem `invalid`; whatever `begin` throws; the reason of `watch.stop`
 */
export async function readCsv(
  file: OpenedFile,
  faults: Faults,
  watch: Watch,
  begin: (columns: readonly string[]) => TakeRecord,
  between: 'comma' | 'any' = 'comma',
): Promise<void> {
  const step = `Reading ${basename(file.path)}`
  const reader = recordReader(faults, begin, between)
  for await (const { lines, first } of textBlocks(file.chunks(), faults)) {
    watch.stop.throwIfAborted()
    watch.report(step, Math.min(file.part(), 0.99))
    for (let at = 0; at < lines.length; at++) reader.line(lines[at] ?? '', first + at)
  }
  reader.end()
  faults.throwIfAny()
  watch.report(step, 1)
}

/** The postcode directory has 2.7 million. */
const linesAtMost = 6_000_000

/** A cell with line breaks in it goes over several lines; more than these are a quotation mark that nobody closed. */
const linesOfRecord = 100

function recordReader(
  faults: Faults,
  begin: (columns: readonly string[]) => TakeRecord,
  between: 'comma' | 'any',
) {
  let take: TakeRecord | null = null
  let separator = ','
  let [width, rows] = [0, 0]
  let open: OpenRecord | null = null

  function record(cells: readonly string[], line: number): void {
    if (take === null) {
      width = cells.length
      take = begin(cells)
      return
    }
    rows++
    if (cells.length === width) take(cells, line)
    else faults.add(line, `has ${counted(cells.length, 'cell')} where the header has ${width}`)
  }

  return {
    line(text: string, at: number): void {
      if (at > linesAtMost) faults.end(at, `is one too many: no file of places has ${linesAtMost} lines`)
      const bare = text.endsWith('\r') ? text.slice(0, -1) : text
      if (!open && /^[,;\t]*$/.test(bare)) return // spreadsheets leave rows of nothing but commas at the end
      if (take === null && !open && between === 'any') separator = separatorIn(bare)
      const { whole, line, lines } = joined(open, bare, at)
      open = null
      const cells = whole.length > lineAtMost ? 'open' : splitCells(whole, separator)
      const refuse = take === null ? faults.end : faults.add // without a header nothing can be read
      if (cells === 'stray') refuse(line, 'has a quotation mark in the middle of a cell')
      else if (cells !== 'open') record(cells, line)
      else if (whole.length > lineAtMost && lines === 1) refuse(line, 'is longer than 64 KB')
      else if (lines < linesOfRecord && whole.length <= lineAtMost) open = { whole, line, lines }
      else faults.end(line, unfinished)
    },
    end(): void {
      if (open) faults.end(open.line, unfinished)
      if (take === null) faults.end(1, 'the file is empty')
      if (rows === 0) faults.end(1, 'the file has a header and no rows')
    },
  }
}

/** A record whose last cell goes on in the next line. */
interface OpenRecord {
  readonly whole: string
  /** The one it begins on, and how many there are so far. */
  readonly line: number
  readonly lines: number
}

function joined(open: OpenRecord | null, text: string, at: number): OpenRecord {
  if (!open) return { whole: text, line: at, lines: 1 }
  return { whole: `${open.whole}\n${text}`, line: open.line, lines: open.lines + 1 }
}

const unfinished = `has a quoted cell that does not end within ${linesOfRecord} lines`

/**
 * The cells of a record; `stray` where a quotation mark stands inside a cell that does not begin with one, or text behind
 * the one that ends it; `open` where the last cell goes on in the next line.
 */
export function splitCells(record: string, separator = ','): string[] | 'stray' | 'open' {
  if (!record.includes('"')) return record.split(separator)
  const cells: string[] = []
  for (let at = 0; ; ) {
    const quoted = record.charCodeAt(at) === mark
    const end = quoted ? closingMark(record, at + 1) : nextOf(separator, record, at)
    if (end < 0) return 'open'
    const cell = record.slice(quoted ? at + 1 : at, end)
    if (!cell.includes('"')) cells.push(cell)
    else if (quoted) cells.push(cell.replaceAll('""', '"'))
    else return 'stray'
    const comma = quoted ? end + 1 : end
    if (comma >= record.length) return cells
    if (record[comma] !== separator) return 'stray'
    at = comma + 1
  }
}

const mark = 34

/** Where a quoted cell ends: two marks together are one of its own. */
function closingMark(record: string, from: number): number {
  let at = record.indexOf('"', from)
  while (at >= 0 && record.charCodeAt(at + 1) === mark) at = record.indexOf('"', at + 2)
  return at
}

function nextOf(separator: string, record: string, from: number): number {
  const at = record.indexOf(separator, from)
  return at < 0 ? record.length : at
}

/** What stands between the names of a header: a comma wherever there is one. */
function separatorIn(header: string): string {
  return [',', '\t', ';'].find(one => header.includes(one)) ?? ','
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
