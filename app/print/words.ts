import type { PackFigures } from '../domain/pack/pack'

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

/** What stands under a figure of signatures. */
export function signed(count: number, one: string, many: string): string {
  return count === 1 ? `${one} has signed.` : `${many} have signed.`
}

export function asOf(at: Date): string {
  return `As of ${dayAndTime.format(at)}`
}

/** What is counted beside signatures, each with its words. */
export function figureRows({
  letters,
  replies,
}: Omit<PackFigures, 'signatures'>): readonly (readonly string[])[] {
  return [
    ['Letters that a mail system accepted', told(letters)],
    ['Replies that their writers told us of', told(replies)],
  ]
}

/** @param width of both together, in points; the whole line unless given */
export function figureColumns(width = 483) {
  return [
    { title: 'What', width: width - 80 },
    { title: 'How many', width: 80, align: 'right' },
  ] as const
}
