import type { SheetLine, SheetRead } from '../domain/paper/sheet'
import type { Ports } from '../domain/ports'
import { isProblem } from '../domain/problem'
import { fileOrPasted } from './form'

/** A sheet as it was typed into the form, or came as a file or pasted. */
export interface TypedSheet {
  readonly from: 'form' | 'file'
  /** The lines of the form, blank ones too. */
  readonly lines: readonly SheetLine[]
  /** What the file held; null where it was none that can be read. */
  readonly text: string | null
}

/** As many as stand on most sheets of paper. */
const linesShown = 10
const linesMore = 5
/** A form of more is a file. */
const linesTypedAtMost = 60

export const blankSheet: TypedSheet = { from: 'form', lines: blankLines(linesShown), text: '' }

export async function typedSheet(form: FormData): Promise<TypedSheet> {
  if (form.get('from') !== 'file') return { from: 'form', lines: typedLines(form), text: '' }
  return { ...blankSheet, from: 'file', text: await fileOrPasted(form) }
}

/** The same with room for more lines. */
export function withMoreLines({ lines, ...sheet }: TypedSheet): TypedSheet {
  return { ...sheet, lines: [...lines, ...blankLines(linesMore, lines.length)].slice(0, linesTypedAtMost) }
}

/** What stands in it, as far as it can be read at all. */
export async function readTyped(ports: Pick<Ports, 'readSheet'>, sheet: TypedSheet): Promise<SheetRead> {
  if (sheet.from === 'form') return { lines: sheet.lines.filter(line => !isBlank(line)), faults: [] }
  if (sheet.text === null) return { lines: [], faults: [{ line: null, words: notUtf8 }] }
  if (sheet.text.trim() === '') return { lines: [], faults: [{ line: null, words: noFile }] }
  try {
    return await ports.readSheet(Buffer.from(sheet.text))
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return { lines: [], faults: [{ line: null, words: thrown.message }] }
  }
}

const notUtf8 = 'The file is not in UTF-8: save it as “CSV UTF-8” and try again'
const noFile = 'Choose a file, or paste its lines'

function typedLines(form: FormData): SheetLine[] {
  const all = (name: string) => form.getAll(name).map(value => (typeof value === 'string' ? value : ''))
  const [names, addresses, postcodes, days] = [all('name'), all('address'), all('postcode'), all('signed')]
  return names.slice(0, linesTypedAtMost).map((name, index) => ({
    line: index + 1,
    name: name.trim(),
    address: addresses[index]?.trim() ?? '',
    postcode: postcodes[index]?.trim() ?? '',
    signedOn: days[index]?.trim() ?? '',
  }))
}

function blankLines(count: number, before = 0): SheetLine[] {
  return Array.from({ length: count }, (_, index) => {
    return { line: before + index + 1, name: '', address: '', postcode: '', signedOn: '' }
  })
}

function isBlank({ name, address, postcode, signedOn }: SheetLine): boolean {
  return [name, address, postcode, signedOn].every(cell => cell === '')
}
