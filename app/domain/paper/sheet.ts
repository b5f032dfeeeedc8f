import type { z } from 'zod'
import { isDay } from '../calendar/day'
import { postcodeProblem } from '../place/lookalike'
import { readPostcode } from '../place/postcode'
import { lineSchema } from '../text/typed-text'
import type { PaperPerson } from './paper-signature'

/** A line of a sheet as it was typed, or as a file has it. */
export interface SheetLine {
  /** Where it stands, from 1. */
  readonly line: number
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly signedOn: string
}

/** What a file of signatures holds, as far as it can be read at all. */
export interface SheetRead {
  readonly lines: readonly SheetLine[]
  readonly faults: readonly LineFault[]
}

/** What is wrong in a line, in words for whoever typed it. */
export interface LineFault {
  /** Null for a file that cannot be read at all. */
  readonly line: number | null
  readonly words: string
}

/** No sheet of paper has more; who has more files brings them in several. */
const linesAtMost = 5000

export interface CheckedSheet {
  readonly people: readonly PaperPerson[]
  readonly faults: readonly LineFault[]
}

/** Reads each line; what is wrong in one keeps no other from being read. @param today such as 2026-11-23 */
export function checkSheet({ lines, faults }: SheetRead, today: string): CheckedSheet {
  const people: PaperPerson[] = []
  const found = [...faults]
  for (const line of lines.slice(0, linesAtMost)) {
    const read = readLine(line, today)
    if (typeof read === 'string') found.push({ line: line.line, words: read })
    else people.push(read)
  }
  const beyond = lines[linesAtMost]
  if (beyond)
    found.push({ line: beyond.line, words: `is one too many: bring in ${linesAtMost} lines at a time` })
  return { people, faults: found.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)) }
}

/** The person in a line, or what is wrong with it. */
function readLine(typed: SheetLine, today: string): PaperPerson | string {
  const name = nameSchema.safeParse(typed.name)
  if (!name.success) return worded(name.error)
  const address = addressSchema.safeParse(typed.address)
  if (!address.success) return worded(address.error)
  const postcode = readPostcode(typed.postcode)
  if (!postcode) return typed.postcode === '' ? 'The postcode is missing' : postcodeProblem(typed.postcode)
  const signedOn = readDay(typed.signedOn)
  if (signedOn === 'unread') return 'The day must be like 23/11/2026 or 2026-11-23'
  if (signedOn && signedOn > today) return 'The day has not come yet'
  return { name: name.data, address: address.data, postcode, signedOn }
}

const nameSchema = lineSchema('The name', 100).min(1, 'The name is missing')
const addressSchema = lineSchema('The address', 200)

function worded({ issues }: z.ZodError): string {
  return issues[0]?.message ?? 'It cannot be read'
}

/** As people in Britain write it, or as ISO 8601 has it; null where none was written. */
function readDay(typed: string): string | null | 'unread' {
  const bare = typed.trim()
  if (bare === '') return null
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(bare) ?? []
  const iso = year === '' ? bare : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(iso) ? iso : 'unread'
}
