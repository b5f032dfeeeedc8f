const whole = new Intl.NumberFormat('en-GB')
const shares = new Intl.NumberFormat('en-GB', { style: 'percent', maximumSignificantDigits: 2 })
const longMonth = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: 'long',
  timeZone: 'Europe/London',
})
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/London',
})

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' })
const dayOfMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** A day such as 2026-11-23, as 23 Nov. */
export function shortDay(day: string): string {
  return dayOfMonth.format(new Date(`${day}T00:00:00Z`))
}

/** 12345 as 12,345. */
export function figure(count: number): string {
  return whole.format(count)
}

/** "1 signature", "2 signatures". */
export function counted(count: number, one: string, many: string): string {
  return `${figure(count)} ${count === 1 ? one : many}`
}

/** 0.1234 as 12%, 0.000234 as 0.023%: a share that is small is not none. */
export function inPercent(share: number): string {
  return shares.format(share)
}

/** A month such as 2016-06, as June 2016. */
export function monthInWords(month: string): string {
  return longMonth.format(new Date(`${month}-15T12:00:00Z`))
}

/** An instant as 12:05, in London. */
export function clockTime(at: Date): string {
  return timeOfDay.format(at)
}

export function timeInWords(at: Date): string {
  return dayAndTime.format(at)
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
