import { Field } from './Field'
import { counted } from './figures'
import type { LetterPageProps } from './LetterPage'
import { rowsFor, WordsEditor } from './WordsEditor'

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

/** The letter to change as one likes, with the address that goes under it. */
export function LetterEditor(page: LetterEditorProps) {
  const { fields, problems, to, salutation, postcode } = page
  const { values } = fields
  return (
    <>
      <OwnWords {...page} />
      <WordsEditor
        to={to}
        salutation={salutation}
        subject={values.subject}
        body={values.body}
        problems={problems}
        name={values.name}
      >
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
      </WordsEditor>
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
