import { type Addressee, bestWay, type Missed } from '../domain/addressee'
import { dayInWords } from '../domain/day-in-words'
import { listed } from './figures'

/** Those a letter can go to, by name, as within a sentence. */
export function reachableNames(addressees: readonly Addressee[]): readonly string[] {
  const reachable = addressees.flatMap(one => (one.kind === 'reachable' ? [one.name] : []))
  return reachable.map(name => name.replace(/^The /, 'the '))
}

/** "Rowan Ashby and the Minister" within a sentence, or null where nobody can be reached. */
export function toWhom(addressees: readonly Addressee[]): string | null {
  const names = reachableNames(addressees)
  return names.length > 0 ? listed(names) : null
}

/** Whom a letter goes to, now or once there is somebody; null where it can go to nobody. */
export function readersOf(addressees: readonly Addressee[]): string | null {
  const named = toWhom(addressees)
  if (named !== null || bestWay(addressees) !== 'waits') return named
  const dissolved = addressees.some(({ kind }) => kind === 'dissolved')
  return dissolved ? 'your MP after the general election' : 'your MP'
}

/** The same at the beginning of a line. */
export function atStart(readers: string): string {
  return readers.replace(/^(the|your) /, article => article.charAt(0).toUpperCase() + article.slice(1))
}

interface UnreachedProps {
  readonly addressees: readonly Addressee[]
  /** As the supporter gave it; '' from abroad. */
  readonly postcode: string
  /** Whether there is a letter, or may be one, of which it is told what becomes. */
  readonly letter: 'told-of' | 'none'
}

/** Says plainly who cannot be written to, and why. */
export function Unreached({ addressees, postcode, letter }: UnreachedProps) {
  const missed = addressees.filter(one => one.kind !== 'reachable')
  return missed.map((one, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a list that is rendered once
    <div className="callout" key={index}>
      <p>
        {whyNot(one, postcode)}
        {letter === 'told-of' ? ` ${thenWhat[one.kind]}` : ''} Your signature counts all the same.
      </p>
      {one.constituency === null ? null : (
        <p>
          <a href="/constituencies">See all constituencies and their MPs</a>
        </p>
      )}
    </div>
  ))
}

function whyNot({ kind, constituency, member, election }: Missed, postcode: string): string {
  const there = constituency ?? 'your constituency'
  const place = postcode
    ? `We do not know which constituency ${postcode} is in`
    : 'We do not know your constituency'
  const reasons: Readonly<Record<Missed['kind'], string>> = {
    vacant: election
      ? `There is no MP for ${there} until the by-election on ${dayInWords(election)}, so there is nobody there to write to.`
      : `There is no sitting MP for ${there} at the moment, so there is nobody there to write to.`,
    dissolved: noMps(election),
    'not-known': `We do not know yet who the MP for ${there} is.`,
    away: 'We cannot look up your constituency just now.',
    ended: `The boundaries have changed, and ${there} is no longer a constituency.`,
    'no-email': `${member?.name ?? 'Your MP'}, the MP for ${there}, publishes no e-mail address, so we cannot send a letter there.`,
    'no-constituency': `${place}, so we cannot tell who your MP is.`,
    'no-longer-named': 'One of those whom this campaign wrote to is no longer named by it.',
  }
  return reasons[kind]
}

/** Why there is no MP anywhere. @param election the day of the general election, once it is known */
export function noMps(election: string | null): string {
  const day = election ? ` on ${dayInWords(election)}` : ''
  return `Parliament is dissolved, so there are no MPs until after the general election${day}.`
}

/** What becomes of the letter. */
const thenWhat: Readonly<Record<Missed['kind'], string>> = {
  vacant: 'Your letter waits, and goes to your new MP under their own name.',
  dissolved: 'Your letter waits until then, and goes to your new MP under their own name.',
  'not-known': 'Your letter waits until we do, and goes to them under their own name.',
  away: 'Your letter waits until we can, and goes to your MP under their own name.',
  ended:
    'We do not guess which constituency you live in now, so your letter waits. To write to your MP of today, withdraw your name at “Your data” and sign again.',
  'no-email': 'There your letter waits until there is one.',
  'no-constituency': 'Your letter waits until you have chosen your constituency.',
  'no-longer-named': 'Your letter does not go there.',
}
