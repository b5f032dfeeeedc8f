import type { Addressee } from '../../domain/target/addressee'
import { listed } from '../figure/figures'
import { atStart, readersOf } from './Addressees'

interface LetterSheetProps {
  readonly addressees: readonly Addressee[]
  readonly subject: string
  /** From "Dear …," to the postcode, as the first of its readers gets it. */
  readonly text: string
}

/** A letter, whole, as its reader gets it. */
export function LetterSheet({ addressees, subject, text }: LetterSheetProps) {
  return (
    <>
      <div className="sheet letter">
        <dl className="letter-head">
          <div>
            <dt>To</dt>
            <dd>{atStart(readersOf(addressees) ?? 'your MP')}</dd>
          </div>
          <div>
            <dt>Subject</dt>
            <dd>{subject}</dd>
          </div>
        </dl>
        <div className="letter-text">{text}</div>
      </div>
      <p className="hint">
        {eachByName(addressees)}A few lines of ours under it say that it came through Undersigned, that a
        reply reaches you, and where the office can choose how letters come.
      </p>
    </>
  )
}

function eachByName(addressees: readonly Addressee[]): string {
  const greetings = addressees.flatMap(one => (one.kind === 'reachable' ? [`Dear ${one.salutation}`] : []))
  return greetings.length < 2 ? '' : `Each gets it apart, greeted by their own name: ${listed(greetings)}. `
}
