import type { LimitedRole } from '../domain/role-words'
import { Field } from './Field'
import { counted } from './figures'
import type { LetterPageProps } from './LetterPage'
import { ToPost } from './ToPost'
import { WordsEditor } from './WordsEditor'

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
      <RoleNote role={page.role} />
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
      {page.toPost ? <ToPost {...page.toPost} alone={to === null} demo={page.demo} /> : null}
    </>
  )
}

/** Why the words suggested are not those that others are given. */
function RoleNote({ role }: Pick<LetterEditorProps, 'role'>) {
  if (role === 'member') return null
  return (
    <div className="callout">
      <p>{roleNotes[role]} So the words below ask for what they can do.</p>
    </div>
  )
}

const roleNotes: Readonly<Record<LimitedRole, string>> = {
  speaker: 'Your MP is the Speaker, who takes no part in debates or votes.',
  minister: 'Your MP is a minister, who is bound by what the government decides.',
  'does-not-sit': 'Your MP does not take their seat, and so has no vote in Parliament.',
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
