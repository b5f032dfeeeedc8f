import { isDay } from '../../domain/calendar/day'
import { isSeatCode } from '../../domain/place/seat-code'
import { hidesNothing, isOneLine } from '../../domain/text/typed-text'
import type { Columns } from './columns'
import { type Faults, quote } from './faults'

/** A row's cells by the name of their column. What is wrong with one is told to the faults of its file. */
export interface RowCells<Name extends string> {
  /** Null where it is empty, or there is no such column. */
  text(name: Name): string | null
  /** Empty only after that was told. */
  required(name: Name): string
  /** A GSS code. Empty only after that was told. */
  code(name: Name): string
  /** A day such as 2024-07-04. */
  day(name: Name): string | null
  /** A number without a fraction, above 0. */
  whole(name: Name): number | null
  /** Degrees of latitude or longitude. */
  degrees(name: Name): number | null
  /** Null where it says neither. */
  yesOrNo(name: Name): 'yes' | 'no' | null
}

/** Longer than any name there is. */
const lettersAtMost = 255

export function rowCells<Name extends string>(
  at: Columns<Name>,
  cells: readonly string[],
  line: number,
  faults: Faults,
): RowCells<Name> {
  const text = (name: Name): string | null => {
    const cell = (cells[at[name]] ?? '').trim()
    if (cell === '') return null
    if (cell.length > lettersAtMost) faults.add(line, `${name} is longer than ${lettersAtMost} characters`)
    if (!isOneLine(cell) || !hidesNothing(cell))
      faults.add(line, `${name} has hidden characters in it: ${quote(cell)}`)
    return cell
  }
  const read = <Value>(name: Name, what: string, reading: (cell: string) => Value | null): Value | null => {
    const cell = text(name)
    if (cell === null) return null
    const value = reading(cell)
    if (value === null) faults.add(line, `${name} must be ${what}, not ${quote(cell)}`)
    return value
  }
  const required = (name: Name): string => {
    const cell = text(name)
    if (cell === null) faults.add(line, `${name} is empty`)
    return cell ?? ''
  }
  return {
    text,
    required,
    code(name) {
      const cell = required(name)
      if (cell === '' || isSeatCode(cell)) return cell
      faults.add(
        line,
        `${name} must be the code of a Westminster constituency such as E14001063, not ${quote(cell)}`,
      )
      return ''
    },
    day: name => read(name, 'a day such as 2024-07-04', cell => (isDay(cell) ? cell : null)),
    whole: name => read(name, 'a whole number', cell => (/^[1-9]\d{0,8}$/.test(cell) ? Number(cell) : null)),
    degrees: name => read(name, 'degrees', cell => (Math.abs(Number(cell)) <= 180 ? Number(cell) : null)),
    yesOrNo: name => read(name, 'true or false', saysYes),
  }
}

function saysYes(cell: string): 'yes' | 'no' | null {
  if (/^(true|yes|y|1)$/i.test(cell)) return 'yes'
  return /^(false|no|n|0)$/i.test(cell) ? 'no' : null
}
