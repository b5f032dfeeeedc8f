import type { FieldProblems } from '../../domain/problem'
import { Field } from '../form/Field'
import { PasswordField } from '../form/PasswordField'
import { AccessPage } from './AccessPage'
import { PasskeyButton } from './PasskeyButton'

export interface SignInPageProps {
  /** Where they wanted to go. */
  readonly to: string
  readonly email: string
  readonly problems: FieldProblems
  /** What just happened, where something did. */
  readonly said: 'signed-out' | 'start-over' | null
  /** Whether nobody was ever invited, for whoever runs the server. */
  readonly first: boolean
}

/** Where an organiser signs in. */
export function SignInPage({ to, email, problems, said, first }: SignInPageProps) {
  return (
    <AccessPage heading="Sign in" problems={problems} fields={['email', 'password']} scripts={['passkey.js']}>
      {said ? (
        <p className="done" role="status">
          {words[said]}
        </p>
      ) : null}
      {first ? <FirstOwner /> : null}
      <form method="post" action="/organise/sign-in" noValidate className="sheet sign-in">
        <input type="hidden" name="step" value="password" />
        <input type="hidden" name="to" value={to} />
        <PasskeyButton
          way="show"
          url="/organise/sign-in/passkey"
          words="Sign in with a passkey"
          autofill={true}
        />
        <Field
          name="email"
          label="E-mail address"
          value={email}
          problem={problems.email}
          type="email"
          autoComplete="username webauthn"
          spellCheck={false}
          maxLength={254}
        />
        <PasswordField label="Password" which="current" problem={problems.password} />
        <button type="submit" className="button primary">
          Go on
        </button>
        <p className="hint">
          <a href="/organise/recover">I do not know my password</a>
        </p>
      </form>
      <p className="hint">
        Only those who run a campaign sign in here. To sign one, or to see what is held about you, you need no
        account.
      </p>
    </AccessPage>
  )
}

const words = {
  'signed-out': 'You have signed out.',
  'start-over': 'That took too long. Please sign in once more.',
} as const

function FirstOwner() {
  return (
    <div className="callout">
      <h2>Nobody has been invited yet</h2>
      <p>At a terminal on this machine, make a link for the first owner:</p>
      <pre>npm run --silent cli -- organiser invite you@example.org --role owner</pre>
    </div>
  )
}
