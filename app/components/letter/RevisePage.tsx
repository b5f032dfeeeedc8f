import type { FieldProblems } from '../../domain/problem'
import type { Addressee } from '../../domain/target/addressee'
import { ErrorSummary, Wrong } from '../form/ErrorSummary'
import { Flourish } from '../page/Mark'
import { Page } from '../page/Page'
import { readersOf, toWhom, Unreached } from './Addressees'
import { WordsEditor } from './WordsEditor'

/** A letter as its writer looks at it again. */
export interface ShownRevision {
  readonly campaign: { readonly title: string }
  /** Who is no longer their MP. */
  readonly former: string
  /** Who is, or why nobody is: a whole sentence. */
  readonly now: string
  /** The number of who sits there now, to know them again when the form comes back; '' for nobody. */
  readonly member: string
  readonly addressees: readonly Addressee[]
  readonly salutation: string
  readonly subject: string
  readonly body: string
  readonly name: string
  /** Lines that go under the name. */
  readonly address: readonly string[]
}

/** Words that could not be taken, as they were typed. */
export interface RefusedWords {
  readonly problems: FieldProblems
  readonly subject: string
  readonly body: string
}

const places = { member: 'send', subject: 'subject', body: 'body' }

/** A letter that names somebody who is no longer its writer's MP: to change, to send, or not to. */
export function RevisePage(page: ShownRevision & { readonly refused: RefusedWords | null }) {
  const { refused, former, addressees, salutation, name, address } = page
  const problems = refused?.problems ?? {}
  const { subject, body } = refused ?? page
  const to = readersOf(addressees)
  const heading = `${former} is no longer your MP`
  return (
    <Page
      title={heading}
      refused={refused !== null}
      before={<ErrorSummary problems={problems} places={places} elsewhere="send" />}
    >
      <div className="column">
        <p className="eyebrow">{page.campaign.title}</p>
        <h1>{heading}</h1>
        <Flourish />
        <p className="lead">{page.now}</p>
        <p>
          Your letter was written to {former} and speaks of them, so we have not sent it. Please change what
          no longer fits. The greeting is new already.
        </p>
        <form method="post" noValidate>
          <input type="hidden" name="member" value={page.member} />
          <WordsEditor
            to={to ?? 'your MP'}
            salutation={salutation}
            subject={subject}
            body={body}
            problems={problems}
            name={name}
          >
            <div className="letter-text">{address.join('\n')}</div>
          </WordsEditor>
          <Unreached addressees={addressees} postcode="" letter="told-of" />
          <div className={problems.member ? 'send wrong' : 'send'} id="send" tabIndex={-1}>
            <Wrong id="member-error" words={problems.member} />
            <button type="submit" className="button primary" name="intent" value="send">
              {toWhom(addressees) ? `Send it to ${to}` : 'Keep it until it can go'}
            </button>
            <button type="submit" className="button quiet" name="intent" value="cancel">
              Do not send it
            </button>
            <p className="hint">
              Your signature counts all the same. A letter that is not sent is deleted, and you can write
              another.
            </p>
          </div>
        </form>
      </div>
    </Page>
  )
}
