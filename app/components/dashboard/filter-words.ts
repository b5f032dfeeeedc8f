import { dayInWords } from '../../domain/calendar/day-in-words'
import type { FigureFilter } from '../../domain/dashboard/figure-filter'

/** "in Pellbridge Central, from 1 November 2026 to 26 November 2026"; "in all" where nothing is left out. */
export function filterInWords({ from, to, seat }: FigureFilter): string {
  const days =
    from !== null && from === to
      ? `on ${dayInWords(from)}`
      : [from === null ? '' : `from ${dayInWords(from)}`, to === null ? '' : `to ${dayInWords(to)}`]
          .filter(words => words !== '')
          .join(' ')
  const parts = [seat ? `in ${seat.name}` : '', days].filter(words => words !== '')
  return parts.length === 0 ? 'in all' : parts.join(', ')
}
