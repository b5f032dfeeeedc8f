import { type Addressee, missedOf } from '../domain/addressee'
import { countryName } from '../domain/country'
import { dayInWords } from '../domain/day-in-words'
import type { LetterState, LetterWords } from '../domain/letter'
import type { ReplyAnswer, ReplyPosition } from '../domain/reply'
import type { Person, SignatureState } from '../domain/signature'
import { thenWhat, whyUnreached } from '../domain/unreached'
import { Field } from './Field'
import { figure, timeInWords } from './figures'
import { fateWords, type HeldFor, isWaiting } from './LetterFate'
import { answerWords, positionWords } from './reply-words'

/** One signature with all that hangs on it. */
export interface ShownRecord {
  readonly id: string
  readonly state: SignatureState
  readonly person: Person
  readonly country: string
  readonly constituency: string | null
  /** Titles, in the supporter's order. */
  readonly principles: readonly string[]
  readonly updates: boolean
  readonly source: string | null
  readonly signedAt: Date
  readonly confirmedAt: Date | null
  readonly number: number | null
  readonly campaign: { readonly slug: string; readonly title: string; readonly organisation: string }
  readonly letters: readonly {
    readonly id: string
    readonly addressees: readonly Addressee[]
    readonly state: LetterState
    readonly held: HeldFor
    readonly words: LetterWords | null
    readonly writtenAt: Date
    readonly reply: ToldReply | null
  }[]
}

/** What the supporter told of what came of a letter. */
interface ToldReply {
  readonly answer: ReplyAnswer
  readonly position: ReplyPosition | null
  /** The day the reply came, such as 2026-12-07. */
  readonly came: string | null
  readonly words: string | null
  readonly answeredAt: Date
}

interface HeldSignatureProps {
  readonly address: string
  readonly record: ShownRecord
  readonly typedName: string
  readonly problem: string | undefined
}

const states: Readonly<Record<SignatureState, string>> = {
  pending: 'Waits for you to confirm it',
  confirmed: 'Confirmed, and counted',
  withdrawn: 'Withdrawn, and not counted',
  invalidated: 'Not counted',
}

export function HeldSignature({ address, record, typedName, problem }: HeldSignatureProps) {
  const { id, state, campaign, updates } = record
  return (
    <article className="sheet held" aria-labelledby={`held-${id}`}>
      <p className="eyebrow">{campaign.organisation}</p>
      <h2 id={`held-${id}`}>
        <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
      </h2>
      <Facts record={record} />
      <Letters record={record} />
      <form method="post" action={address} noValidate>
        <input type="hidden" name="id" value={id} />
        <Field
          name="name"
          id={`name-${id}`}
          label="Correct your name"
          value={typedName}
          problem={problem}
          autoComplete="name"
          spellCheck={false}
          maxLength={100}
        />
        <button type="submit" className="button" name="intent" value="correct-name">
          Save my name
        </button>
      </form>
      {updates ? (
        <form method="post" action={address}>
          <input type="hidden" name="id" value={id} />
          <button type="submit" className="button" name="intent" value="unsubscribe">
            Unsubscribe from updates
          </button>
        </form>
      ) : null}
      {state === 'pending' || state === 'confirmed' ? (
        <details>
          <summary>Withdraw my name</summary>
          <p>Your signature stops counting, and a letter that is not yet on its way is not sent.</p>
          <form method="post" action={address}>
            <input type="hidden" name="id" value={id} />
            <button type="submit" className="button danger" name="intent" value="withdraw">
              Yes, withdraw my name
            </button>
          </form>
        </details>
      ) : null}
    </article>
  )
}

function Facts({ record }: { readonly record: ShownRecord }) {
  const { person, principles } = record
  const facts: readonly (readonly [string, string | null])[] = [
    ['Signature', states[record.state]],
    ['Number', record.number === null ? null : figure(record.number)],
    ['Name', person.name],
    ['E-mail address', person.email],
    ['Postcode', person.postcode === '' ? null : person.postcode],
    ['Country', countryName(record.country) ?? record.country],
    ['Constituency', record.constituency ?? 'Not known'],
    ['Principles', principles.join('; ')],
    ['Updates', record.updates ? 'Yes' : 'No'],
    ['Came from', record.source],
    ['Signed', timeInWords(record.signedAt)],
    ['Confirmed', record.confirmedAt && timeInWords(record.confirmedAt)],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function Letters({ record }: { readonly record: ShownRecord }) {
  return record.letters.map(({ id, state, held, addressees, words, writtenAt, reply }) => (
    <details key={id}>
      <summary>Your letter of {timeInWords(writtenAt)}</summary>
      <p>{fateWords(state, addressees, held)}</p>
      {isWaiting(state) && held === 'for-others'
        ? missedOf(addressees).map(one => (
            <p key={one.kind}>
              {whyUnreached(one, record.person.postcode)} {thenWhat[one.kind]}
            </p>
          ))
        : null}
      {words ? (
        <>
          <p>
            <strong>{words.subject}</strong>
          </p>
          <div className="letter-text">{words.body}</div>
          <p className="hint">
            From{' '}
            {[words.address.address1, words.address.address2, words.address.town].filter(Boolean).join(', ')}
          </p>
        </>
      ) : (
        <p>Its words and your postal address have been deleted.</p>
      )}
      {reply ? <Told {...reply} /> : null}
    </details>
  ))
}

function Told({ answer, position, came, words, answeredAt }: ToldReply) {
  const told = [
    answerWords[answer],
    position && positionWords[position],
    came && `It came on ${dayInWords(came)}`,
  ]
  return (
    <>
      <p>
        On {dayInWords(answeredAt)} you told us whether there was a reply: “{told.filter(Boolean).join('. ')}
        .”
      </p>
      {words ? (
        <>
          <p>You shared it with the campaign’s organiser, and with nobody else:</p>
          <div className="letter-text">{words}</div>
        </>
      ) : null}
    </>
  )
}
