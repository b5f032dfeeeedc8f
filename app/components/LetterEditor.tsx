import { atStart } from './Addressees'
import { Wrong } from './ErrorSummary'
import { described, Field } from './Field'
import { counted } from './figures'
import type { LetterPageProps } from './LetterPage'

interface LetterEditorProps extends LetterPageProps {
  readonly salutation: string
  /** Whom it is sent to; null where it can only be copied and posted. */
  readonly to: string | null
}

const addressLines = [
  { name: 'address1', label: 'House and street', autoComplete: 'address-line1' },
  { name: 'address2', label: 'Second line, if there is one', autoComplete: 'address-line2' },
  { name: 'town', label: 'Town or city', autoComplete: 'address-level2' },
] as const

/** The sheet of paper: fixed where the server writes, open where the supporter does. */
export function LetterEditor(page: LetterEditorProps) {
  const { fields, problems, to, salutation, postcode } = page
  const { values } = fields
  const hint = 'Every word here is yours to change. Links are best left out.'
  return (
    <>
      <OwnWords {...page} />
      <section className="sheet letter" aria-label="Your letter">
        {to ? (
          <p className="letter-to">
            <span>To</span> {atStart(to)}
          </p>
        ) : null}
        <Field
          name="subject"
          label="Subject"
          value={values.subject}
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
            rows={rowsFor(values.body)}
            defaultValue={values.body}
            {...described('body', hint, problems.body)}
          />
        </div>
        <p className="letter-text">
          Yours sincerely,
          <br />
          <span className="signed">{values.name}</span>
        </p>
        <fieldset>
          <legend>Your address</legend>
          <p className="hint">
            Offices check that a writer lives in the constituency. Your address goes with the letter, and
            nowhere else.
          </p>
          {addressLines.map(({ name, label, autoComplete }) => (
            <Field
              key={name}
              name={name}
              label={label}
              value={values[name]}
              problem={problems[name]}
              autoComplete={autoComplete}
              maxLength={100}
            />
          ))}
          {postcode ? <p className="letter-text">{postcode}</p> : null}
        </fieldset>
      </section>
      {to === null ? <ToPost {...page} /> : null}
    </>
  )
}

/** Why a few words of one's own are worth the trouble, and how the letter stands now. */
function OwnWords({ alike }: LetterEditorProps) {
  return (
    <div className="own-words">
      <h2>Why does this matter to you?</h2>
      {alike > 0 ? (
        <p>
          Your letter is much like {counted(alike, 'other', 'others')} so far. It may go as it is, but a
          sentence or two of your own will be read with more care than all the rest.
        </p>
      ) : (
        <p>
          We have made a start from the principles you chose. A sentence or two of your own, about where you
          live or what you have seen, will be read with more care than all the rest. Few letters so far, if
          any, are much like yours.
        </p>
      )}
    </div>
  )
}

/** For an MP without an e-mail address: the letter to copy, and where to post it. */
function ToPost({ whole, addressees, demo }: LetterEditorProps) {
  const member = addressees.flatMap(one => (one.kind === 'no-email' && one.member ? [one.member] : []))[0]
  return (
    <section className="to-post" id="preview" tabIndex={-1} aria-labelledby="to-post-title">
      <h2 id="to-post-title">Post it instead</h2>
      <p>
        {demo
          ? `You could copy your letter and post it. ${member?.fullTitle ?? 'This MP'} is invented, so please do not.`
          : `Copy your letter and post it to ${member?.fullTitle ?? 'your MP'}, House of Commons, London SW1A 0AA.`}
      </p>
      {whole ? (
        <div className="field">
          <label htmlFor="whole">Your whole letter, to copy</label>
          <textarea id="whole" readOnly rows={rowsFor(whole)} defaultValue={whole} />
        </div>
      ) : (
        <p>
          Fill in your address and press “Show me how it will look”, and the whole letter appears here to
          copy.
        </p>
      )}
    </section>
  )
}

/** Rows for a text to be seen whole on a phone, at about 38 letters a line. */
function rowsFor(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 72)), 0)
  return Math.min(40, Math.max(10, lines + 2))
}
