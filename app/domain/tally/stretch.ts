/** A part of a stretch of days, read from the tally that has the fewest rows for it. */
export interface StretchPart {
  readonly measure: 'by-day-constituency' | 'by-month-constituency'
  /** A day or a month, as the measure has them; '' from the beginning. */
  readonly from: string
  /** The first that is not in it; ':' to the end. */
  readonly before: string
  /** -1 for what its months hold too much. */
  readonly by: 1 | -1
}

/**
 * Months, and the days that they hold too few or too many, at most half a month at either end: a year's days in 650 constituencies
 * are 237,250 rows, its months 7,800.
 * @param from a day; '' from the beginning
 * @param before the first day that is not in it; ':' to the end
 */
export function stretchParts(from: string, before: string): readonly StretchPart[] {
  const [first, last] = [nearestMonth(from), nearestMonth(before)]
  if (first >= last) return [{ measure: 'by-day-constituency', from, before, by: 1 }]
  const months = {
    measure: 'by-month-constituency',
    from: first.slice(0, 7),
    before: last.slice(0, 7),
    by: 1,
  } as const
  return [months, ...days(from, first), ...days(last, before)]
}

/** From one day up to another, to be taken away where the other comes first. */
function days(from: string, before: string): readonly StretchPart[] {
  const measure = 'by-day-constituency'
  if (from === before) return []
  return [from < before ? { measure, from, before, by: 1 } : { measure, from: before, before: from, by: -1 }]
}

/** The first day of this month or of the next, whichever is nearer. */
function nearestMonth(day: string): string {
  if (day === '' || day === ':') return day
  const [year = 0, month = 0, ofMonth = 0] = day.split('-').map(Number)
  const isLate = ofMonth > 16
  return new Date(Date.UTC(year, month - (isLate ? 0 : 1))).toISOString().slice(0, 10)
}
