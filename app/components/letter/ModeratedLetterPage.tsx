import type { LetterDeed, ModeratedLetter } from '../../domain/letter/moderated-letter'
import { heldWords } from '../../domain/place/words'
import { settledWords } from '../dashboard/QueuePage'
import { Fact } from '../figure/Fact'
import { inPercent, timeInWords } from '../figure/figures'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import type { Desk } from '../signature/SignaturesPage'

interface ModeratedLetterPageProps extends ModeratedLetter {
  readonly desk: Desk
  readonly done: string | null
}

/** A letter that somebody decides about: what it says, where it is, what it is like. */
export function ModeratedLetterPage({ desk, done, letter, mails, alike }: ModeratedLetterPageProps) {
  const { slug } = desk.campaign
  const { words, queuedAt } = letter
  return (
    <OrganisePage heading="A letter" {...desk} before={<Done done={done} words={settledWords} />}>
      <dl className="facts">
        <Fact name="State">{letter.state}</Fact>
        {mails.map(({ targetKey, state, holdReason }) => (
          <Fact key={targetKey} name={targetKey === 'mp' ? 'To the MP' : 'To another'}>
            {state}
            {state === 'held' && holdReason ? `: ${heldWords[holdReason]}` : ''}
          </Fact>
        ))}
        {queuedAt ? <Fact name="Confirmed">{timeInWords(queuedAt)}</Fact> : null}
        {letter.likeness === null ? null : (
          <Fact name="Likeness">{inPercent(letter.likeness)} of it is as in the letter it is most like</Fact>
        )}
        <Fact name="Signature">
          <a href={`/organise/campaigns/${slug}/signatures/${letter.signatureId}`}>Whose it is</a>
        </Fact>
      </dl>
      <h2>What it says</h2>
      {words ? (
        <div className="sheet letter">
          <p>
            <strong>{words.subject}</strong>
          </p>
          <div className="letter-text">{words.body}</div>
        </div>
      ) : (
        <p>Its words have been deleted.</p>
      )}
      <Alike alike={alike} />
      <Decisions letter={letter} mails={mails} />
    </OrganisePage>
  )
}

function Alike({ alike }: Pick<ModeratedLetter, 'alike'>) {
  if (alike.length === 0) return null
  return (
    <section>
      <h2>What it is most like</h2>
      {alike.map(one => (
        <details key={one.id}>
          <summary>Another letter, {inPercent(one.likeness)} the same</summary>
          <div className="letter-text">{one.body ?? 'Its words have been deleted.'}</div>
        </details>
      ))}
    </section>
  )
}

interface Choice {
  readonly deed: LetterDeed
  readonly button: string
  readonly means: string
  readonly danger?: boolean
}

/** What each state lets somebody decide. */
function choicesFor({ letter, mails }: Pick<ModeratedLetter, 'letter' | 'mails'>): readonly Choice[] {
  const heldFor = mails.find(({ state }) => state === 'held')?.holdReason
  if (heldFor === 'too-alike') return alikeChoices
  if (heldFor === 'cannot-compose') return [again, back]
  if (mails.some(({ state }) => state === 'unknown')) return [arrived, againTwice, back]
  return letter.state === 'bounced' || letter.state === 'gave-up' ? [seen] : []
}

const alikeChoices: readonly Choice[] = [
  { deed: 'release', button: 'Let it go', means: 'It is sent as it is.' },
  {
    deed: 'refuse',
    button: 'Do not send it',
    means: 'It is never sent, and its writer is mailed a copy. This cannot be undone.',
    danger: true,
  },
]
const again: Choice = { deed: 'send-again', button: 'Try again', means: 'Once what was wrong is mended.' }
const arrived: Choice = {
  deed: 'arrived',
  button: 'It arrived',
  means: 'An office told you so. It counts as accepted.',
}
const againTwice: Choice = {
  deed: 'send-again',
  button: 'Send it again',
  means: 'It may arrive twice: nobody can say whether it did the first time.',
}
const back: Choice = {
  deed: 'give-back',
  button: 'Give it back to its writer',
  means: 'It is not sent again. Its writer is mailed a copy, to send themselves. This cannot be undone.',
  danger: true,
}
const seen: Choice = {
  deed: 'seen',
  button: 'Seen',
  means: 'Its writer has it back already. It only leaves the list.',
}

function Decisions(letter: Pick<ModeratedLetter, 'letter' | 'mails'>) {
  const choices = choicesFor(letter)
  if (choices.length === 0) return null
  return (
    <section>
      <h2>What is to become of it?</h2>
      <form method="post" className="decisions">
        {choices.map(({ deed, button, means, danger }) => (
          <div key={deed}>
            <button
              type="submit"
              name="intent"
              value={deed}
              className={danger ? 'button danger' : 'button'}
              aria-describedby={`means-${deed}`}
            >
              {button}
            </button>
            <p className="hint" id={`means-${deed}`}>
              {means}
            </p>
          </div>
        ))}
      </form>
    </section>
  )
}
