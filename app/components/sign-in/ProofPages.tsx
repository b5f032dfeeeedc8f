import type { Organiser } from '../../domain/organiser/organiser'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary } from '../form/ErrorSummary'
import { PasswordField } from '../form/PasswordField'
import { OrganisePage } from '../page/OrganisePage'
import { Enrolment, type EnrolmentProps } from './Enrolment'

interface ProofPageProps {
  readonly organiser: Organiser
  readonly problems: FieldProblems
}

interface PasswordPageProps extends ProofPageProps {
  /** A second factor to set up with a first password; null where they have both. */
  readonly enrolment: Omit<EnrolmentProps, 'problem'> | null
}

/** Another password, or a first one with its second factor. */
export function PasswordPage({ organiser, problems, enrolment }: PasswordPageProps) {
  const heading = enrolment ? 'Set a password' : 'Change your password'
  return (
    <OrganisePage heading={heading} organiser={organiser} {...refusal(problems)}>
      <form method="post" action="/organise/account/password" noValidate className="sheet narrow">
        {enrolment ? null : (
          <PasswordField
            name="present"
            label="The password you have"
            which="current"
            problem={problems.present}
          />
        )}
        <PasswordField label="New password" which="new" problem={problems.password} />
        {enrolment ? <Enrolment {...enrolment} problem={problems.code} /> : null}
        <button type="submit" className="button primary">
          {heading}
        </button>
      </form>
      <Back />
    </OrganisePage>
  )
}

interface SecondFactorPageProps extends ProofPageProps {
  readonly enrolment: Omit<EnrolmentProps, 'problem'>
}

/** Another app or phone in the place of the former. */
export function SecondFactorPage({ organiser, problems, enrolment }: SecondFactorPageProps) {
  return (
    <OrganisePage heading="Use another app or phone" organiser={organiser} {...refusal(problems)}>
      <form method="post" action="/organise/account/second-factor" noValidate className="sheet narrow">
        <Enrolment {...enrolment} problem={problems.code} />
        <button type="submit" className="button primary">
          Use this one from now on
        </button>
        <p className="hint">The former app’s codes and your recovery codes are worth nothing then.</p>
      </form>
      <Back />
    </OrganisePage>
  )
}

/** New recovery codes in the place of all before. */
export function RenewCodesPage({ organiser }: Pick<ProofPageProps, 'organiser'>) {
  return (
    <OrganisePage heading="Make new recovery codes" organiser={organiser}>
      <form method="post" action="/organise/account/recovery-codes" className="sheet narrow">
        <p>You get ten new ones. Those that you have are worth nothing then.</p>
        <button type="submit" className="button primary">
          Make new ones
        </button>
      </form>
      <Back />
    </OrganisePage>
  )
}

function refusal(problems: FieldProblems) {
  const places = { present: 'present', password: 'password', code: 'code' }
  return {
    refused: Object.keys(problems).length > 0,
    before: <ErrorSummary problems={problems} places={places} elsewhere="password" />,
  }
}

function Back() {
  return (
    <p>
      <a href="/organise/account">Back to your account</a>
    </p>
  )
}
