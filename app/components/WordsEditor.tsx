import type { ReactNode } from 'react'
import type { FieldProblems } from '../domain/problem'
import { atStart } from './Addressees'
import { Wrong } from './ErrorSummary'
import { described, Field } from './Field'

interface WordsEditorProps {
  /** Whom it is sent to; null where it can only be copied and posted. */
  readonly to: string | null
  /** What follows "Dear". */
  readonly salutation: string
  readonly subject: string
  readonly body: string
  readonly problems: FieldProblems
  /** Who signs it. */
  readonly name: string
  /** Under the name: where they live. */
  readonly children: ReactNode
}

/** The sheet of paper: fixed where the server writes, open where the supporter does. */
export function WordsEditor({ to, salutation, subject, body, problems, name, children }: WordsEditorProps) {
  const hint = 'Every word here is yours to change. Links are best left out.'
  return (
    <section className="sheet letter" aria-label="Your letter">
      {to ? (
        <p className="letter-to">
          <span>To</span> {atStart(to)}
        </p>
      ) : null}
      <Field
        name="subject"
        label="Subject"
        value={subject}
        problem={problems.subject}
        maxLength={150}
        autoComplete="off"
      />
      <p className="letter-text">Dear {salutation},</p>
      <div className={problems.body ? 'field wrong' : 'field'}>
        <label htmlFor="body">Your words</label>
        <p className="hint" id="body-hint">
          {hint}
        </p>
        <Wrong id="body-error" words={problems.body} />
        <textarea
          id="body"
          name="body"
          rows={rowsFor(body)}
          defaultValue={body}
          {...described('body', hint, problems.body)}
        />
      </div>
      <p className="letter-text">
        Yours sincerely,
        <br />
        <span className="signed">{name}</span>
      </p>
      {children}
    </section>
  )
}

/** Rows for a text to be seen whole on a phone, at about 38 letters a line. */
export function rowsFor(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 72)), 0)
  return Math.min(40, Math.max(10, lines + 2))
}
