import type { Organiser } from '../../domain/organiser/organiser'
import type { FieldProblems } from '../../domain/problem'
import { timeInWords } from '../figure/figures'
import { Field } from '../form/Field'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import { PasskeyButton } from './PasskeyButton'

export interface AccountPageProps {
  readonly organiser: Organiser
  readonly email: string
  /** Such as "editor of every campaign". */
  readonly roles: readonly string[]
  readonly passkeys: readonly ShownPasskey[]
  readonly password: 'set' | 'none'
  readonly recoveryCodesLeft: number
  readonly sessions: readonly ShownSession[]
  readonly done: string | null
  readonly problems: FieldProblems
}

interface ShownPasskey {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
  readonly usedAt: Date | null
}

interface ShownSession {
  readonly mark: string
  readonly agent: string
  readonly createdAt: Date
  readonly seenAt: Date
  readonly which: 'this' | 'other'
}

const doneWords = {
  'passkey-added':
    'Your passkey works from now on. Other places where you were signed in have been signed out.',
  'passkey-removed': 'That passkey lets nobody in any more.',
  'password-removed':
    'Your password is gone, with its codes: you sign in by passkey. Other places where you were signed in have been signed out.',
  password: 'Your password is changed. Other places where you were signed in have been signed out.',
  'session-ended': 'You have been signed out there.',
}

/** How an organiser signs in, and where they are signed in now. */
export function AccountPage(props: AccountPageProps) {
  const { organiser, email, roles, done, problems } = props
  return (
    <OrganisePage heading="Your account" organiser={organiser} scripts={['passkey.js']}>
      <p className="lead">
        {organiser.name}, <b>{email}</b>
      </p>
      <Done done={done} words={doneWords} />
      {Object.values(problems).map(words => (
        <p className="callout fate-stopped" role="alert" key={words}>
          {words}
        </p>
      ))}
      <div className="account">
        <section aria-labelledby="may">
          <h2 id="may">What you may do</h2>
          {roles.length > 0 ? (
            <ul>
              {roles.map(role => (
                <li key={role} className="said-roles">
                  {role}
                </li>
              ))}
            </ul>
          ) : (
            <p>You have no role at the moment. An owner can give you one.</p>
          )}
          <form method="post" action="/organise/sign-out">
            <button type="submit" className="button quiet">
              Sign out
            </button>
          </form>
        </section>
        <Passkeys {...props} />
        <Password {...props} />
        <Sessions {...props} />
      </div>
    </OrganisePage>
  )
}

function Passkeys({ passkeys }: AccountPageProps) {
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      {passkeys.length > 0 ? (
        <ul className="rows">
          {passkeys.map(({ id, name, createdAt, usedAt }) => (
            <li key={id}>
              <div>
                <b>{name}</b>
                <p className="hint">
                  Made {timeInWords(createdAt)}
                  {usedAt ? `, last used ${timeInWords(usedAt)}` : ''}
                </p>
              </div>
              <Act step="remove-passkey" of={id} words="Remove" about={name} />
            </li>
          ))}
        </ul>
      ) : (
        <p>You have none yet. With one you sign in by a finger, your face or a PIN.</p>
      )}
      <form method="post" className="new-passkey">
        <div data-enhanced hidden>
          <Field
            name="name"
            label="What to call a new passkey"
            value=""
            problem={undefined}
            placeholder="My phone"
            maxLength={60}
            autoComplete="off"
          />
          <PasskeyButton way="make" url="/organise/account/passkey" words="Add a passkey" kind="quiet" />
        </div>
      </form>
    </section>
  )
}

function Password({ password, passkeys, recoveryCodesLeft }: AccountPageProps) {
  if (password === 'none')
    return (
      <section aria-labelledby="password">
        <h2 id="password">Password</h2>
        <p>You have none, and need none. One with a code is another way in, should you lose your passkey.</p>
        <a className="button quiet" href="/organise/account/password">
          Set a password
        </a>
      </section>
    )
  return (
    <section aria-labelledby="password">
      <h2 id="password">Password and second factor</h2>
      <p>
        You sign in with a password and the code of an app.{' '}
        {recoveryCodesLeft === 1 ? '1 recovery code is' : `${recoveryCodesLeft} recovery codes are`} left.
      </p>
      <ul className="ways-on">
        <li>
          <a href="/organise/account/password">Change the password</a>
        </li>
        <li>
          <a href="/organise/account/second-factor">Use another app or phone</a>
        </li>
        <li>
          <a href="/organise/account/recovery-codes">Make new recovery codes</a>
        </li>
      </ul>
      {passkeys.length > 0 ? (
        <Act step="remove-password" of="password" words="Remove the password and its codes" />
      ) : (
        <p className="hint">Once you have a passkey you can do without them, and remove them here.</p>
      )}
    </section>
  )
}

function Sessions({ sessions }: AccountPageProps) {
  const others = sessions.filter(({ which }) => which === 'other')
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <ul className="rows">
        {sessions.map(({ mark, agent, createdAt, seenAt, which }) => (
          <li key={mark}>
            <div>
              <b>{agent}</b>
              {which === 'this' ? ', here' : ''}
              <p className="hint">
                Since {timeInWords(createdAt)}, last seen {timeInWords(seenAt)}
              </p>
            </div>
            {which === 'other' ? (
              <Act step="end-session" of={mark} words="Sign out there" about={agent} />
            ) : null}
          </li>
        ))}
      </ul>
      <p className="hint">
        A session ends after half an hour without a page, and after twelve hours at most.
      </p>
      {others.length > 1 ? <Act step="end-others" of="all" words="Sign out everywhere else" /> : null}
    </section>
  )
}

interface ActProps {
  readonly step: string
  readonly of: string
  readonly words: string
  /** What a screen reader hears with it, where several stand in a list. */
  readonly about?: string
}

function Act({ step, of, words, about }: ActProps) {
  return (
    <form method="post" action="/organise/account">
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="of" value={of} />
      <button type="submit" className="button small" aria-label={about && `${words}: ${about}`}>
        {words}
      </button>
    </form>
  )
}
