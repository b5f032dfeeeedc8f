const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' })

/** A day such as 2026-01-31, or an instant in London, as 31 January 2026. */
export function dayInWords(day: string | Date): string {
  return longDay.format(typeof day === 'string' ? new Date(`${day}T12:00:00Z`) : day)
}
