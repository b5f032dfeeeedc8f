import { type ShownFate, standings, waitsForWriter } from '../../domain/letter/fate'
import type { LetterWords } from '../../domain/letter/letter'
import type { ReturnedLetter } from '../../domain/letter/returned-letter'
import { countryName } from '../../domain/place/country'
import type { Person, SignatureState } from '../../domain/signature/signature'
import { missedOf } from '../../domain/target/addressee'
import { thenWhat, whyUnreached } from '../../domain/target/unreached'
import { figure, timeInWords } from '../figure/figures'
import { Field } from '../form/Field'
import { GivenBack } from '../letter/GivenBack'
import { ToldFates } from '../letter/LetterFate'
import { ToldReply, type ToldReplyProps } from '../reply/ToldReply'

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
  readonly letters: readonly (ShownFate & {
    readonly id: string
    readonly words: LetterWords | null
    readonly writtenAt: Date
    /** What its writer needs to send it where we do not. */
    readonly toSend: readonly ReturnedLetter[]
    /** What they told of what came of it. */
    readonly reply: ToldReplyProps | null
  })[]
  /** Whether the places are invented. */
  readonly demo: boolean
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
  return record.letters.map(letter => (
    <details key={letter.id}>
      <summary>Your letter of {timeInWords(letter.writtenAt)}</summary>
      <ToldFates fate={letter} />
      {standings[letter.state] === 'waiting' && !waitsForWriter(letter.mails)
        ? missedOf(letter.addressees).map(one => (
            <p key={one.kind}>
              {whyUnreached(one, record.person.postcode)} {thenWhat[one.kind]}
            </p>
          ))
        : null}
      <Words words={letter.words} />
      <GivenBack letters={letter.toSend} id={letter.id} alone={false} demo={record.demo} />
      {letter.reply ? <ToldReply {...letter.reply} /> : null}
    </details>
  ))
}

function Words({ words }: { readonly words: LetterWords | null }) {
  if (!words) return <p>Its words and your postal address have been deleted.</p>
  const { subject, body, address } = words
  return (
    <>
      <p>
        <strong>{subject}</strong>
      </p>
      <div className="letter-text">{body}</div>
      <p className="hint">
        From {[address.address1, address.address2, address.town].filter(Boolean).join(', ')}
      </p>
    </>
  )
}
