import type { ReactNode } from 'react'
import { Wrong } from '../form/ErrorSummary'
import { Field } from '../form/Field'
import type { LetterPageProps } from '../letter/LetterPage'
import { MailAddress } from '../page/MailAddress'
import { Consent, ShortNotice } from './Consent'

interface SignSheetProps extends Pick<LetterPageProps, 'campaign' | 'fields' | 'problems'> {
  readonly heading: string
  /** The button it leads to. */
  readonly children: ReactNode
}

/** Where we write to, what is agreed to, and the button that does it. */
export function SignSheet({ campaign, fields, problems, heading, children }: SignSheetProps) {
  return (
    <section className="sheet" aria-labelledby="sign-title">
      <h2 id="sign-title">{heading}</h2>
      <IsThisRight email={fields.values.email} problem={problems.email} />
      <Consent campaign={campaign} fields={fields} problems={problems} />
      <ShortNotice campaign={campaign} />
      <div className={problems.form ? 'send wrong' : 'send'} id="send" tabIndex={-1}>
        <Wrong id="form-error" words={problems.form} />
        {children}
        <p className="hint">
          We will e-mail you a link first. Nothing counts and nothing is sent until you open it and press its
          button.
        </p>
      </div>
    </section>
  )
}

/** The address in large letters, where a slip of the finger shows, and a way to put it right. */
function IsThisRight({ email, problem }: { readonly email: string; readonly problem: string | undefined }) {
  return (
    <div className="is-this-right">
      <p>
        We will write to{' '}
        <strong className="address">
          <MailAddress address={email} />
        </strong>{' '}
        Is this right?
      </p>
      <details open={problem !== undefined}>
        <summary>Change the address</summary>
        <Field
          name="email"
          label="E-mail address"
          value={email}
          problem={problem}
          type="email"
          autoComplete="email"
          spellCheck={false}
          maxLength={254}
        />
      </details>
    </div>
  )
}
