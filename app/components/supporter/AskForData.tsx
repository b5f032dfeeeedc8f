import { ErrorSummary } from '../form/ErrorSummary'
import { Field } from '../form/Field'
import { Flourish } from '../page/Mark'
import { Page } from '../page/Page'

interface AskForDataProps {
  readonly email: string
  readonly problem: string | undefined
}

/** Asks where to mail the link to what is held. */
export function AskForData({ email, problem }: AskForDataProps) {
  return (
    <Page
      title="Your data"
      refused={problem !== undefined}
      before={
        <ErrorSummary
          problems={problem ? { email: problem } : {}}
          places={{ email: 'email' }}
          elsewhere="email"
        />
      }
    >
      <div className="column">
        <h1>Your data</h1>
        <Flourish />
        <p className="lead">
          See everything that is held about you. Correct your name, withdraw it, unsubscribe, or erase it all.
        </p>
        <form method="post" action="/my" noValidate className="sheet">
          <Field
            name="email"
            label="E-mail address"
            hint="The one you signed with. We send a link there that works for a day. You need no account."
            value={email}
            problem={problem}
            type="email"
            autoComplete="email"
            spellCheck={false}
            maxLength={254}
          />
          <button type="submit" className="button primary">
            Send me a link
          </button>
        </form>
      </div>
    </Page>
  )
}
