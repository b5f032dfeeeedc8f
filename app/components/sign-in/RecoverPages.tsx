import type { FieldProblems } from '../../domain/problem'
import { CodeField } from '../form/CodeField'
import { Field } from '../form/Field'
import { PasswordField } from '../form/PasswordField'
import { AccessPage } from './AccessPage'

interface AskForRecoveryProps {
  readonly email: string
  readonly problems: FieldProblems
}

/** Asks where to mail the link for a new password. */
export function AskForRecovery({ email, problems }: AskForRecoveryProps) {
  return (
    <AccessPage
      heading="A new password"
      lead="We mail you a link. It works for ten minutes, in this browser, and asks for your second factor."
      problems={problems}
      fields={['email']}
    >
      <form method="post" action="/organise/recover" noValidate className="sheet">
        <Field
          name="email"
          label="E-mail address"
          hint="The one that you were invited under."
          value={email}
          problem={problems.email}
          type="email"
          autoComplete="username"
          spellCheck={false}
          maxLength={254}
        />
        <button type="submit" className="button primary">
          Send me a link
        </button>
      </form>
      <p className="hint">
        No longer have your second factor, or your passkey? Another owner, or whoever runs this server, can
        send you a new invitation.
      </p>
    </AccessPage>
  )
}

/** The same for everybody: nobody learns who is an organiser. */
export function RecoveryAsked() {
  return (
    <AccessPage
      heading="Check your e-mail"
      lead="If that is an organiser’s address, a link is on its way there."
    >
      <p>
        Open it within ten minutes, and in this browser: it works in no other. Nothing there? Look among the
        spam, or <a href="/organise/recover">ask once more</a>.
      </p>
    </AccessPage>
  )
}

interface RecoverPageProps {
  readonly address: string
  readonly email: string
  readonly problems: FieldProblems
}

/** A new password, for whoever has the link and a second factor. */
export function RecoverPage({ address, email, problems }: RecoverPageProps) {
  return (
    <AccessPage heading="Your new password" problems={problems} fields={['password', 'code']}>
      <form method="post" action={address} noValidate className="sheet">
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordField label="New password" which="new" problem={problems.password} />
        <CodeField
          label="Code"
          hint="The six digits that your authenticator app shows now; or one of your recovery codes."
          problem={problems.code}
          takes="recovery-codes-too"
        />
        <button type="submit" className="button primary">
          Set it and sign in
        </button>
      </form>
    </AccessPage>
  )
}
