import { atStart } from './Addressees'

interface LetterSheetProps {
  readonly to: string
  readonly subject: string
  /** From "Dear …," to the postcode. */
  readonly text: string
}

/** A letter, whole, as its reader gets it. */
export function LetterSheet({ to, subject, text }: LetterSheetProps) {
  return (
    <div className="sheet letter">
      <dl className="letter-head">
        <div>
          <dt>To</dt>
          <dd>{atStart(to)}</dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>{subject}</dd>
        </div>
      </dl>
      <div className="letter-text">{text}</div>
    </div>
  )
}
