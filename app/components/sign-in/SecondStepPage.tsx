import type { FieldProblems } from '../../domain/problem'
import { CodeField } from '../form/CodeField'
import { AccessPage } from './AccessPage'

interface SecondStepPageProps {
  /** Says who has given their password. */
  readonly token: string
  readonly to: string
  readonly problems: FieldProblems
}

/** The second step of signing in with a password. */
export function SecondStepPage({ token, to, problems }: SecondStepPageProps) {
  return (
    <AccessPage heading="Your second factor" problems={problems} fields={['code']}>
      <form method="post" action="/organise/sign-in" noValidate className="sheet">
        <input type="hidden" name="step" value="code" />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="to" value={to} />
        <CodeField
          label="Code"
          hint="The six digits that your authenticator app shows now; or one of your recovery codes, if you have lost it."
          problem={problems.code}
          takes="recovery-codes-too"
        />
        <button type="submit" className="button primary">
          Sign in
        </button>
      </form>
      <p className="hint">
        Lost both? Another owner, or whoever runs this server, can send you a new invitation.
      </p>
    </AccessPage>
  )
}
