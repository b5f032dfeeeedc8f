import type { Count, Measure } from '../tally/tally'
import { type ReplyAnswer, type ReplyPosition, replyAnswers, replyPositions } from './reply'

/** What came of letters that were accepted, as their writers told. */
export interface ReplyFigures {
  readonly letters: number
  /** How many writers gave each answer; the rest told nothing. */
  readonly answers: Readonly<Record<ReplyAnswer, number>>
  /** From acceptance to the reply, of those answered; null where none was. */
  readonly medianDays: number | null
  readonly positions: Readonly<Record<ReplyPosition, number>>
}

export interface MemberFigures extends ReplyFigures {
  /** The member's number in their parliament. */
  readonly memberId: number
}

export interface ReplyReport {
  /** Of every letter, also those to others than MPs. */
  readonly all: ReplyFigures
  /** Of each MP whom a letter went to, by their number. */
  readonly members: readonly MemberFigures[]
}

/** What `replyReport` reads. */
export const replyMeasures: readonly Measure[] = ['letters', 'letters-by-member', 'replies-by-member']

/** Made of tallies alone: however many letters there are, it reads one count for each MP, answer, position and day. */
export function replyReport(counts: readonly Count[]): ReplyReport {
  const told = counts.filter(({ measure }) => measure === 'replies-by-member').map(toTold)
  const toldOf = byMember(told)
  const accepted = counts.filter(({ measure, key }) => measure === 'letters' && key.startsWith('accepted|'))
  return {
    all: figuresOf(sum(accepted), told),
    members: counts
      .filter(({ measure }) => measure === 'letters-by-member')
      .map(({ key, count }) => ({ memberId: Number(key), ...figuresOf(count, toldOf.get(key) ?? []) }))
      .sort((one, other) => one.memberId - other.memberId),
  }
}

function byMember(told: readonly Told[]): ReadonlyMap<string, readonly Told[]> {
  const groups = new Map<string, Told[]>()
  for (const one of told) {
    const group = groups.get(one.memberId)
    if (group) group.push(one)
    else groups.set(one.memberId, [one])
  }
  return groups
}

/** Writers who told the same. */
interface Told {
  readonly memberId: string
  readonly answer: string
  readonly position: string
  readonly days: number | null
  readonly count: number
}

/** number|answer|position|days */
function toTold({ key, count }: Count): Told {
  const [memberId = '', answer = '', position = '', days = ''] = key.split('|')
  return { memberId, answer, position, days: days === '' ? null : Number(days), count }
}

function figuresOf(letters: number, told: readonly Told[]): ReplyFigures {
  const of = (which: (one: Told) => boolean) => sum(told.filter(which))
  const answered = told.filter(({ answer }) => answer === 'answered')
  return {
    letters,
    answers: record(replyAnswers, answer => of(one => one.answer === answer)),
    medianDays: medianOf(answered),
    positions: record(replyPositions, position => of(one => one.position === position)),
  }
}

function record<Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number,
): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map(name => [name, count(name)])) as Record<Name, number>
}

function sum(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0)
}

/** Of an even number the mean of the two in the middle. */
function medianOf(told: readonly Told[]): number | null {
  const inOrder = told
    .flatMap(({ days, count }) => (days === null ? [] : [{ days, count }]))
    .sort((one, other) => one.days - other.days)
  const total = sum(inOrder)
  if (total === 0) return null
  return (daysAt(inOrder, Math.floor((total - 1) / 2)) + daysAt(inOrder, Math.floor(total / 2))) / 2
}

/** How long the reply took that has so many quicker ones before it. */
function daysAt(
  inOrder: readonly { readonly days: number; readonly count: number }[],
  place: number,
): number {
  let before = 0
  for (const { days, count } of inOrder) {
    before += count
    if (place < before) return days
  }
  return 0
}
