interface SampleSheetProps {
  readonly subject: string
  readonly principles: readonly string[]
  /** As much of the letter as its reader is shown. */
  readonly words: string
}

/** A letter of an invented writer. */
export function SampleSheet({ subject, principles, words }: SampleSheetProps) {
  return (
    <article className="sheet letter">
      <dl className="letter-head">
        <div>
          <dt>Subject</dt>
          <dd>{subject}</dd>
        </div>
        <div>
          <dt>Principles</dt>
          <dd>{principles.join(', ')}</dd>
        </div>
      </dl>
      <div className="letter-text">{words}</div>
    </article>
  )
}
