import { type Addressee, bestWay, missedOf } from '../../domain/target/addressee'
import { inSentence } from '../../domain/target/reader-words'
import { thenWhat, whyUnreached } from '../../domain/target/unreached'
import { listed } from '../figure/figures'

/** Those a letter can go to, by name, as within a sentence. */
function reachableNames(addressees: readonly Addressee[]): readonly string[] {
  return addressees.flatMap(one => (one.kind === 'reachable' ? [inSentence(one.name)] : []))
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
  return missedOf(addressees).map((one, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a list that is rendered once
    <div className="callout" key={index}>
      <p>
        {whyUnreached(one, postcode)}
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
