import type { PackFigures } from '../domain/pack'

const whole = new Intl.NumberFormat('en-GB')
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/London',
})

export function figure(count: number): string {
  return whole.format(count)
}

export function counted(count: number, one: string, many: string): string {
  return `${figure(count)} ${count === 1 ? one : many}`
}

/** A figure, or that it is too small to tell. */
function told(count: number | null): string {
  return count === null ? 'fewer than 5' : figure(count)
}

export function asOf(at: Date): string {
  return `As of ${dayAndTime.format(at)}`
}

/** What is counted, each with its words. */
export function figureRows({ signatures, letters, replies }: PackFigures): readonly (readonly string[])[] {
  return [
    ['Signatures, each confirmed by e-mail', figure(signatures)],
    ['Letters that a mail system accepted', told(letters)],
    ['Replies that their writers told us of', told(replies)],
  ]
}
