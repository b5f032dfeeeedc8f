import type { FieldProblems } from '../../domain/problem'
import { CodeField } from '../form/CodeField'
import { AccessPage } from './AccessPage'
import { PasskeyButton } from './PasskeyButton'

export interface ProvePageProps {
  readonly to: string
  /** What they have to show. */
  readonly ways: readonly ('passkey' | 'code')[]
  readonly problems: FieldProblems
}

/** Asks whoever is signed in to show once more that it is they. */
export function ProvePage({ to, ways, problems }: ProvePageProps) {
  return (
    <AccessPage
      heading="Is it still you?"
      lead="What comes next lets personal data out, or changes who may come in. It asks for a passkey or a code from the last ten minutes."
      problems={problems}
      fields={['code']}
      scripts={['passkey.js']}
    >
      <form method="post" action="/organise/prove" noValidate className="sheet sign-in">
        <input type="hidden" name="to" value={to} />
        {ways.includes('passkey') ? (
          <PasskeyButton way="show" url="/organise/prove/passkey" words="Use a passkey" />
        ) : null}
        {ways.includes('code') ? (
          <>
            <CodeField
              label="Code"
              hint="The six digits that your authenticator app shows now; or one of your recovery codes."
              problem={problems.code}
              takes="recovery-codes-too"
            />
            <button type="submit" className="button primary">
              Go on
            </button>
          </>
        ) : (
          <p data-plain>
            You have passkeys alone, and a browser shows them by JavaScript: please allow it here.
          </p>
        )}
      </form>
      <p>
        <a href="/organise">Back to your campaigns</a>
      </p>
    </AccessPage>
  )
}
