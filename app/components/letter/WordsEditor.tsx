import type { ReactNode } from 'react'
import type { FieldProblems } from '../../domain/problem'
import { Field } from '../form/Field'
import { TextArea } from '../form/TextArea'
import { atStart } from './Addressees'

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
  /** A button that brings back the words suggested, where there are any. */
  readonly reset?: ReactNode
  /** Under the name: where they live. */
  readonly children: ReactNode
}

/** The sheet of paper: fixed where the server writes, open where the supporter does. */
export function WordsEditor(sheet: WordsEditorProps) {
  const { to, salutation, subject, body, problems, name, reset, children } = sheet
  return (
    <section className="sheet letter" id="letter" tabIndex={-1} aria-label="Your letter">
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
      <TextArea
        name="body"
        label={<label htmlFor="body">Your words</label>}
        hint="Every word here is yours to change. Links are best left out."
        value={body}
        problem={problems.body}
        rows={rowsFor(body)}
      >
        {reset}
      </TextArea>
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
export function rowsFor(text: string, least = 10): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 72)), 0)
  return Math.min(40, Math.max(least, lines + 2))
}
