import type { Letter, LetterState } from '../letter/letter'
import type { Parliament } from '../place/place'
import { inSentence } from './reader-words'
import type { Reached, Unreachable } from './target'

/** One whom a campaign writes to, as a page may show them: their address stays on the server. */
export type Addressee = Reachable | Missed

export interface Reachable {
  readonly kind: 'reachable'
  readonly name: string
  readonly salutation: string
}

export interface Missed {
  readonly kind: Unreachable | 'away' // the register that would know the seat does not answer
  /** The seat that is vacant, or whose member publishes no address; null where it is not known. */
  readonly constituency: string | null
  /** Who sits there, where somebody does. */
  readonly member: {
    readonly name: string
    readonly salutation: string
    readonly fullTitle: string
  } | null
  /** The day on which somebody is elected there, once it is called. */
  readonly election: string | null
}

/** How words get to someone now: by mail; on paper; written now and sent once there is somebody; not at all. */
export type Way = 'mail' | 'post' | 'waits' | 'none'

/** Nobody writes to a vacant seat: who comes next, and when, may be months away and is for the by-election to say. */
const ways: Readonly<Record<Addressee['kind'], Way>> = {
  reachable: 'mail',
  'no-email': 'post',
  dissolved: 'waits',
  'not-known': 'waits',
  away: 'waits',
  vacant: 'none',
  ended: 'none',
  'no-constituency': 'none',
  'no-longer-named': 'none',
}

export function wayTo({ kind }: Pick<Addressee, 'kind'>): Way {
  return ways[kind]
}

/** The best of the ways to all of them: where one can be written to, there is a letter. */
export function bestWay(all: readonly Addressee[]): Way {
  return (['mail', 'post', 'waits'] as const).find(way => all.some(one => wayTo(one) === way)) ?? 'none'
}

/** @param register whether the one that would know where the supporter lives answered */
export function addressees(
  reached: readonly Reached[],
  parliament: Pick<Parliament, 'election'>,
  register: 'answers' | 'away' = 'answers',
): readonly Addressee[] {
  return reached.map(one => {
    if (one.target) return { kind: 'reachable', name: one.target.name, salutation: one.target.salutation }
    return missed(one, parliament, register)
  })
}

function missed(
  { why, seat }: Reached & { target: null },
  { election }: Pick<Parliament, 'election'>,
  register: 'answers' | 'away',
): Missed {
  const member = seat?.member
  const elections: Partial<Record<Unreachable, string | null>> = {
    dissolved: election,
    vacant: seat?.byElection ?? null,
  }
  return {
    kind: why === 'no-constituency' && register === 'away' ? 'away' : why,
    constituency: seat?.name ?? null,
    member: member ? { name: member.name, salutation: member.salutation, fullTitle: member.fullTitle } : null,
    election: elections[why] ?? null,
  }
}

export function missedOf(all: readonly Addressee[]): readonly Missed[] {
  return all.flatMap(one => (one.kind === 'reachable' ? [] : [one]))
}

/** Whom a letter has gone to: its MP is told by name only while they sit whom it was written to. */
export function asSent(
  reached: readonly Reached[],
  { memberId, state }: Pick<Letter, 'memberId' | 'state'>,
): readonly Reached[] {
  if (!gone.includes(state)) return reached
  return reached.map(one =>
    one.key === 'mp' && one.target && one.target.memberId !== memberId
      ? { ...one, target: { ...one.target, name: 'your MP' } }
      : one,
  )
}

/** The same by name alone, as within a sentence; whoever has gone since is told by what they were. */
export function namesAsSent(
  reached: readonly Reached[],
  letter: Pick<Letter, 'memberId' | 'state'>,
): readonly string[] {
  return asSent(reached, letter).map(({ target }) => (target ? inSentence(target.name) : 'your MP'))
}

const gone: readonly LetterState[] = ['accepted', 'bounced', 'gave-up', 'unknown']

/** Stands in a letter, as it is shown, for whoever is not known yet; it is never sent. */
export const unnamed = '[your MP’s name]'

/** What follows "Dear" in the letter as it is shown; null where nobody can be written to now. */
export function greeted(all: readonly Addressee[]): string | null {
  const best = bestWay(all)
  const first = all.find(one => wayTo(one) === best)
  if (!first || best === 'none') return null
  if (first.kind === 'reachable') return first.salutation
  return best === 'waits' ? unnamed : (first.member?.salutation ?? null)
}
