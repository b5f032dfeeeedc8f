import { dayInWords } from '../../domain/calendar/day-in-words'
import type { FieldProblems } from '../../domain/problem'
import { Field } from '../form/Field'
import { PasswordField } from '../form/PasswordField'
import { AccessPage } from './AccessPage'
import { Enrolment, type EnrolmentProps } from './Enrolment'
import { PasskeyButton } from './PasskeyButton'

export interface Invited {
  readonly email: string
  /** Such as "editor of every campaign". */
  readonly as: string
  readonly endsAt: string
}

interface TakeLinkPageProps {
  readonly address: string
  readonly invited: Invited
}

/** What the link is, before anybody takes it: a mail scanner that opens it takes nothing. */
export function TakeLinkPage({ address, invited }: TakeLinkPageProps) {
  return (
    <AccessPage
      heading="You are invited"
      lead={
        <>
          As {invited.as}, under <b>{invited.email}</b>.
        </>
      }
    >
      <form method="post" action={address} className="sheet">
        <input type="hidden" name="step" value="begin" />
        <p>
          Begin in the browser that you will work in: from then on the link works there alone, once, until{' '}
          {dayInWords(new Date(invited.endsAt))}.
        </p>
        <button type="submit" className="button primary">
          Begin
        </button>
      </form>
    </AccessPage>
  )
}

export interface JoinPageProps {
  readonly address: string
  readonly invited: Invited
  readonly name: string
  readonly enrolment: Omit<EnrolmentProps, 'problem'>
  readonly problems: FieldProblems
}

/** Where somebody who was invited chooses how they will sign in. */
export function JoinPage({ address, invited, name, enrolment, problems }: JoinPageProps) {
  return (
    <AccessPage
      heading="How will you sign in?"
      lead={
        <>
          As {invited.as}, under <b>{invited.email}</b>.
        </>
      }
      problems={problems}
      fields={['name', 'password', 'code']}
      scripts={['passkey.js']}
    >
      <form method="post" action={address} noValidate className="sheet join">
        <input type="hidden" name="step" value="password" />
        <Field
          name="name"
          label="Your name"
          hint="As other organisers and the audit log show you."
          value={name}
          problem={problems.name}
          autoComplete="name"
          maxLength={255}
        />
        <div className="way" data-enhanced hidden>
          <h2>With a passkey</h2>
          <PasskeyButton
            way="make"
            url={`${address}/passkey`}
            words="Make a passkey"
            hint="The easiest, and the safest: your finger, your face or the PIN of this device. There is nothing to remember."
          />
        </div>
        <div className="way">
          <h2>With a password and a code</h2>
          <input type="hidden" name="username" autoComplete="username" value={invited.email} />
          <PasswordField label="Password" which="new" problem={problems.password} />
          <Enrolment {...enrolment} problem={problems.code} />
          <button type="submit" className="button primary">
            Set this up
          </button>
        </div>
      </form>
    </AccessPage>
  )
}
