import type { ReactNode } from 'react'
import { timeInWords } from '../figure/figures'
import { Field } from '../form/Field'

export interface ListedInvitation {
  readonly id: string
  readonly email: string
  readonly as: string
  readonly endsAt: Date
  readonly state: 'open' | 'ended'
}

/** A link that was just made; it is shown this once. */
export interface MadeInvitation {
  readonly url: string
  readonly email: string
  readonly endsAt: Date
}

export function MadeLink({ url, email, endsAt }: MadeInvitation) {
  return (
    <div className="callout outcome" role="status">
      <h2>A link for {email}</h2>
      <p>
        Give it to them by a way that only they read. It works once, in the first browser that begins with it,
        until {timeInWords(endsAt)}. It is not shown again.
      </p>
      <pre className="link">{url}</pre>
    </div>
  )
}

interface InvitationListProps {
  /** Where the forms are sent. */
  readonly address: string
  readonly invitations: readonly ListedInvitation[]
}

/** Those who have not come yet. */
export function InvitationList({ address, invitations }: InvitationListProps) {
  if (invitations.length === 0) return null
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">Invited</h2>
      <ul className="rows people">
        {invitations.map(({ id, email, as, endsAt, state }) => (
          <li key={id}>
            <div>
              <b>{email}</b>
              {state === 'ended' ? <span className="tag">ended</span> : null}
              <p className="hint">
                As {as}, {state === 'ended' ? 'ended' : 'until'} {timeInWords(endsAt)}
              </p>
            </div>
            <form method="post" action={address}>
              <input type="hidden" name="step" value="cancel" />
              <input type="hidden" name="of" value={id} />
              <button type="submit" className="button small" aria-label={`Cancel: ${email}`}>
                Cancel
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface InviteFormProps {
  readonly address: string
  /** What else it says of the address that is asked for. */
  readonly hint: string
  readonly email: string
  readonly problem: string | undefined
  readonly button: string
  /** Which role, and where. */
  readonly children: ReactNode
}

export function InviteForm({ address, hint, email, problem, button, children }: InviteFormProps) {
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      <form method="post" action={address} noValidate className="sheet narrow">
        <input type="hidden" name="step" value="invite" />
        <Field
          name="email"
          label="E-mail address"
          hint={hint}
          value={email}
          problem={problem}
          type="email"
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
        />
        {children}
        <button type="submit" className="button primary">
          {button}
        </button>
      </form>
    </section>
  )
}
