import { isDay } from '../calendar/day'
import { endOfDay, startOfDay } from '../campaign/campaign'
import { slugSchema } from '../campaign/principle'
import { isSeatCode } from '../place/seat-code'
import type { FieldProblems } from '../problem'
import type { SignatureFilter } from './store'

/** What an export can be cut down to, as its address names it. */
export const filterNames = ['from', 'to', 'constituency', 'state', 'principle', 'updates'] as const
export type FilterName = (typeof filterNames)[number]

/** '' for each that takes nothing away. */
export interface ExportFilter {
  /** Days in London such as 2026-03-01, both within. */
  readonly from: string
  readonly to: string
  /** A code, or `none` for those without a constituency. */
  readonly constituency: string
  readonly state: '' | 'pending' | 'confirmed'
  /** A principle's slug. */
  readonly principle: string
  /** `yes` for those who asked for updates and confirmed it, `any` for everyone, also where a profile is for the first alone. */
  readonly updates: '' | 'yes' | 'any'
}

export const everything: ExportFilter = {
  from: '',
  to: '',
  constituency: '',
  state: '',
  principle: '',
  updates: '',
}

/** Reads the filter of an address or a form; what is wrong with it is told by field. */
export function readFilter(given: URLSearchParams): {
  readonly filter: ExportFilter
  readonly problems: FieldProblems
} {
  const typed = (name: FilterName) => given.get(name)?.trim() ?? ''
  const problems: Record<string, string> = {}
  for (const name of filterNames) {
    const wrong = typed(name) === '' ? null : wrongWith[name](typed(name))
    if (wrong) problems[name] = wrong
  }
  if (!problems.from && !problems.to && typed('to') !== '' && typed('from') > typed('to'))
    problems.to = 'The last day must not be before the first'
  if (typed('updates') === 'yes' && typed('state') === 'pending')
    problems.state = 'Nobody has asked for updates before they confirm'
  const filter = Object.fromEntries(filterNames.map(name => [name, typed(name)]))
  return { filter: filter as unknown as ExportFilter, problems }
}

const wrongWith: Readonly<Record<FilterName, (typed: string) => string | null>> = {
  from: wrongDay,
  to: wrongDay,
  constituency: typed =>
    typed === 'none' || isSeatCode(typed) ? null : 'Choose a constituency by its code, or none',
  state: typed => (typed === 'pending' || typed === 'confirmed' ? null : 'Choose pending or confirmed'),
  principle: typed =>
    slugSchema.safeParse(typed).success ? null : 'Choose one of the campaign’s principles',
  updates: typed => (typed === 'yes' || typed === 'any' ? null : 'Choose yes or any'),
}

function wrongDay(typed: string): string | null {
  return isDay(typed) && typed >= '2000-01-01' && typed < '9999-12-31'
    ? null
    : 'Enter a day such as 2026-03-01'
}

/** Whether an instant falls on the days of a filter. */
export function isWithinDays({ from, to }: Pick<ExportFilter, 'from' | 'to'>, at: Date): boolean {
  return (from === '' || at >= startOfDay(from)) && (to === '' || at < endOfDay(to))
}

/** Whether a constituency's code is the one of a filter; null and '' are without one. */
export function isThere({ constituency }: Pick<ExportFilter, 'constituency'>, code: string | null): boolean {
  return constituency === '' || (code ?? '') === codeOf(constituency)
}

/** The same filter, as the store reads it. */
export function signatureFilter(filter: ExportFilter): SignatureFilter {
  const { from, to, constituency, state, principle, updates } = filter
  return {
    from: from === '' ? null : startOfDay(from),
    until: to === '' ? null : endOfDay(to),
    constituencyCode: constituency === '' ? null : codeOf(constituency),
    state: updates === 'yes' ? 'confirmed' : state || null,
    principle: principle || null,
    updates: updates === 'yes' ? 'yes' : null,
  }
}

/** As tallies have it: '' for those without. */
function codeOf(constituency: string): string {
  return constituency === 'none' ? '' : constituency
}
