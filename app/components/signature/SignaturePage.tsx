import { countryName } from '../../domain/place/country'
import type { ModeratedSignature } from '../../domain/signature/find'
import { Fact } from '../figure/Fact'
import { figure, timeInWords } from '../figure/figures'
import { ReasonForm } from '../form/ReasonForm'
import { ReasonPage, type RefusedReason, typedAgain } from '../page/ReasonPage'
import { signatureStateWords } from './moderation-words'
import type { Desk } from './SignaturesPage'

export interface SignaturePageProps {
  readonly desk: Desk
  readonly record: ModeratedSignature
  /** Those that were chosen, in their order; a short name where no text has it any more. */
  readonly principles: readonly string[]
  readonly done: string | null
  readonly refused: RefusedReason | null
}

const doneWords = {
  invalidate: 'It is off the count, and nothing more goes out in its name. You can put it back below.',
  restore: 'It is as it was, and what waited in its name is on its way again.',
  review: 'The mark is off. It counts as it did.',
  'take-down-reply': 'The words of the reply are gone. What was told of it still counts.',
}

/** Everything held of one signature, and what a moderator may do with it. */
export function SignaturePage({ desk, record, principles, done, refused }: SignaturePageProps) {
  const { signature, review } = record
  return (
    <ReasonPage
      heading={signature.person.name}
      desk={desk}
      done={done}
      doneWords={doneWords}
      refused={refused}
    >
      <Facts record={record} principles={principles} />
      {review === 'network' ? <Review /> : null}
      <Standing record={record} refused={refused} />
      <Letter record={record} slug={desk.campaign.slug} refused={refused} />
    </ReasonPage>
  )
}

function Facts({ record, principles }: Pick<SignaturePageProps, 'record' | 'principles'>) {
  const { signature, constituency } = record
  const { person, number, source, confirmedAt } = signature
  const facts: readonly (readonly [string, string | null])[] = [
    ['Signature', signatureStateWords(record)],
    ['Id', signature.id],
    ['E-mail address', person.email],
    ['Postcode', person.postcode || null],
    ['Country', countryName(signature.country) ?? signature.country],
    ['Constituency', constituency ?? 'Not known'],
    ['Principles', principles.join('; ')],
    ['Updates', signature.updates ? 'Yes' : 'No'],
    ['Came from', source],
    ['Signed', timeInWords(signature.signedAt)],
    ['Confirmed', confirmedAt && timeInWords(confirmedAt)],
    ['Number', number === null ? null : figure(number)],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ),
      )}
    </dl>
  )
}

function Review() {
  return (
    <section className="callout">
      <h2>Marked: look at it</h2>
      <p>
        More signed from its network within a short time than usual. A school or an office does that too. Once
        you know that it is a person’s, take the mark off.
      </p>
      <form method="post">
        <button type="submit" name="intent" value="review" className="button">
          Take the mark off
        </button>
      </form>
    </section>
  )
}

/** On the count, or off it. */
function Standing({ record, refused }: Pick<SignaturePageProps, 'record' | 'refused'>) {
  const { signature, invalidReason } = record
  if (signature.state === 'invalidated' && invalidReason === 'organiser')
    return (
      <section>
        <h2>Put it back</h2>
        <p>
          It becomes what it was before, with its number, and what waited in its name goes on: its letter, the
          mail that asks for confirmation. Its mailbox may sign again. What was on its way when you took it
          off, and came back, does not go again.
        </p>
        <ReasonForm intent="restore" button="Put it back" {...typedAgain(refused, 'restore')} />
      </section>
    )
  return (
    <section>
      <h2>Take it off the count</h2>
      <p>
        It stops counting, a letter that has not gone is stopped, and nobody can sign this campaign from its
        mailbox. A letter that has gone cannot be called back. You can put it back at any time.
      </p>
      <ReasonForm
        intent="invalidate"
        button="Take it off the count"
        danger
        {...typedAgain(refused, 'invalidate')}
      />
    </section>
  )
}

interface LetterProps extends Pick<SignaturePageProps, 'record' | 'refused'> {
  readonly slug: string
}

function Letter({ record: { letter, reply }, slug, refused }: LetterProps) {
  if (!letter) return null
  return (
    <section>
      <h2>Its letter</h2>
      <p>
        <a href={`/organise/campaigns/${slug}/letters/${letter.id}`}>Read the letter and see where it is</a>
      </p>
      {reply?.words ? (
        <details>
          <summary>The reply that its writer pasted</summary>
          <div className="letter-text">{reply.words}</div>
          <p>
            Where it holds what should not be kept, such as somebody’s address, its words can be deleted for
            good. Whether there was a reply, and what it said of the matter, still counts.
          </p>
          <ReasonForm
            intent="take-down-reply"
            button="Delete its words for good"
            danger
            {...typedAgain(refused, 'take-down-reply')}
          />
        </details>
      ) : null}
    </section>
  )
}
