/** A part of a stretch of days, read from the tally that has the fewest rows for it. */
export interface StretchPart {
  readonly measure: 'by-day-constituency' | 'by-month-constituency'
  /** A day or a month, as the measure has them; '' from the beginning. */
  readonly from: string
  /** The first that is not in it; ':' to the end. */
  readonly before: string
}

/**
 * Whole months, and the days before and after them. A year's days in 650 constituencies are 237,250 rows, its months 7,800.
 * @param from a day; '' from the beginning
 * @param before the first day that is not in it; ':' to the end
 */
export function stretchParts(from: string, before: string): readonly StretchPart[] {
  const [first, last] = [firstWholeMonth(from), before.slice(0, 7)]
  if (first >= last) return [{ measure: 'by-day-constituency', from, before }]
  const parts: readonly StretchPart[] = [
    { measure: 'by-day-constituency', from, before: firstDay(first) },
    { measure: 'by-month-constituency', from: first, before: last },
    { measure: 'by-day-constituency', from: firstDay(last), before },
  ]
  return parts.filter(part => part.from < part.before)
}

function firstWholeMonth(day: string): string {
  if (day === '' || day.endsWith('-01')) return day.slice(0, 7)
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return new Date(Date.UTC(year, month)).toISOString().slice(0, 7)
}

function firstDay(month: string): string {
  return month === '' || month === ':' ? month : `${month}-01`
}
