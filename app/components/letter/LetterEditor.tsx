import type { SingleField } from '../../domain/signature/form'
import type { LimitedRole } from '../../domain/target/role-words'
import { EnterKey } from '../form/EnterKey'
import { Field } from '../form/Field'
import { HiddenFields } from '../form/HiddenFields'
import { carriedOfSeat, FindSeat } from '../place/FindSeat'
import type { LetterPageProps } from './LetterPage'
import { OwnWords } from './OwnWords'
import { PrincipleOrder } from './PrincipleOrder'
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

const carried: readonly SingleField[] = [
  ...(['form', 'source', 'name', 'country', 'email'] as const),
  ...(['agree', 'updates', 'suggested'] as const),
]

/** The letter to change as one likes, with the address that goes under it. What is asked for at signing comes with the next page. */
export function LetterEditor(page: LetterEditorProps) {
  const { campaign, fields, problems, to, salutation, postcode } = page
  const { values } = fields
  const address = `/campaigns/${campaign.slug}`
  return (
    <form method="post" action={`${address}/sign`} noValidate>
      <EnterKey to={`${address}/letter`} step="check" />
      <HiddenFields fields={fields} keeps={[...carried, ...carriedOfSeat(page)]} principles />
      <FindSeat {...page} />
      <RoleNote role={page.role} />
      <OwnWords {...page} />
      <PrincipleOrder {...page} />
      <WordsEditor
        to={to}
        salutation={salutation}
        subject={values.subject}
        body={values.body}
        problems={problems}
        name={values.name}
        reset={<Reset to={`${address}/letter#letter`} />}
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
      <div className="send" id="send" tabIndex={-1}>
        <button
          type="submit"
          className="button primary"
          name="step"
          value="check"
          formAction={`${address}/letter`}
        >
          Check my letter
        </button>
        <p className="hint">You will see it exactly as it goes. Nothing is sent yet.</p>
        <button type="submit" className="button quiet" name="letter" value="no">
          Sign without a letter
        </button>
      </div>
    </form>
  )
}

/** Brings back the subject and the words suggested; the writer's own have a field of their own and stay. */
function Reset({ to }: { readonly to: string }) {
  return (
    <button type="submit" className="button small" name="step" value="reset" formAction={to}>
      Reset to suggested
    </button>
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
