import { isDay } from '../calendar/day'
import { findSeats, type SeatName } from '../place/seat-search'
import type { FieldProblems } from '../problem'

/** Which part of a campaign's figures somebody wants to see, or to take out. */
export interface FigureFilter {
  /** London's days, both included; null for the first and the last there is. */
  readonly from: string | null
  readonly to: string | null
  readonly seat: Pick<SeatName, 'code' | 'name'> | null
}

export const everyFigure: FigureFilter = { from: null, to: null, seat: null }

/** A filter as an address names it: what it comes to, or what is wrong with it, and then everything is shown. */
export interface ReadFilter {
  readonly filter: FigureFilter
  readonly typed: Readonly<Record<FilterField, string>>
  readonly problems: FieldProblems
  /** Constituencies that fit what was typed, where more than one may be meant. */
  readonly choices: readonly SeatName[]
}

export const filterFields = ['from', 'to', 'constituency'] as const
export type FilterField = (typeof filterFields)[number]

/** Reads `from` and `to`, days such as 2026-11-23, and `constituency`, a code or a name. */
export function readFigureFilter(query: URLSearchParams, seats: readonly SeatName[]): ReadFilter {
  const of = (field: FilterField) => (query.get(field) ?? '').trim().slice(0, 200)
  const typed = { from: of('from'), to: of('to'), constituency: of('constituency') }
  const search = findSeats(seats, typed.constituency)
  const problems = { ...dayProblems(typed), ...seatProblem(typed.constituency, search) }
  const seat = search.kind === 'one' ? { code: search.seat.code, name: search.seat.name } : null
  return {
    filter:
      Object.keys(problems).length > 0
        ? everyFigure
        : { from: typed.from || null, to: typed.to || null, seat },
    typed: { ...typed, constituency: seat?.name ?? typed.constituency },
    problems,
    choices: search.kind === 'some' ? search.seats : [],
  }
}

function dayProblems({ from, to }: ReadFilter['typed']): FieldProblems {
  const problems: Record<string, string> = {}
  if (from !== '' && !isDay(from)) problems.from = 'The first day must be a day such as 2026-11-23'
  if (to !== '' && !isDay(to)) problems.to = 'The last day must be a day such as 2026-11-30'
  if (Object.keys(problems).length === 0 && from !== '' && to !== '' && to < from)
    problems.to = 'The last day is before the first: swap them'
  return problems
}

function seatProblem(typed: string, search: ReturnType<typeof findSeats>): FieldProblems {
  if (search.kind === 'none')
    return { constituency: `We know no constituency called “${typed}”. A part of its name will do` }
  if (search.kind === 'some')
    return { constituency: `“${typed}” may be more than one constituency. Choose one below` }
  return {}
}

/** As an address names it, every export's too; empty for everything. */
export function filterQuery({ from, to, seat }: FigureFilter): string {
  return new URLSearchParams({
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(seat === null ? {} : { constituency: seat.code }),
  }).toString()
}
