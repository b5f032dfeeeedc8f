import type { ReturnedLetter } from '../../domain/letter/returned-letter'
import { inSentence } from '../../domain/target/reader-words'
import { ByMail, ToCopy } from './ByMail'

interface GivenBackProps {
  /** One for each whom their writer can send it to. */
  readonly letters: readonly ReturnedLetter[]
  /** Begins the ids of what is in it, where a page holds several. */
  readonly id: string
  /** Whether the page is about this letter, and prints it alone. */
  readonly alone: boolean
  readonly demo: boolean
}

/** A letter that we do not send, with all that its writer needs to send it: where to, a way to open it, and its text. */
export function GivenBack({ letters, id, alone, demo }: GivenBackProps) {
  return letters.map((letter, place) => (
    <Ways key={letter.name} {...{ letter, alone, demo }} id={`${id}-${place + 1}`} />
  ))
}

interface WaysProps extends Pick<GivenBackProps, 'id' | 'alone' | 'demo'> {
  readonly letter: ReturnedLetter
}

function Ways({ letter, id, alone, demo }: WaysProps) {
  const { name, whole, mailto, envelope } = letter
  const Heading = alone ? 'h2' : 'h3'
  return (
    <section className="given-back" aria-labelledby={`${id}-title`}>
      <Heading id={`${id}-title`}>Send it to {inSentence(name)} yourself</Heading>
      {demo ? <p>{name} is invented: this shows how it works, and nothing sent there would arrive.</p> : null}
      {mailto ? (
        <ByMail letter={letter} id={`${id}-whole`} />
      ) : (
        <ToCopy {...{ name, whole }} id={`${id}-whole`} />
      )}
      {envelope && !demo ? (
        <>
          <p>On paper, print {alone ? 'this page' : 'it'}, sign it, and post it to</p>
          <p className="letter-text envelope">{envelope}</p>
        </>
      ) : null}
      {alone ? (
        <div className="printed" aria-hidden="true">
          {envelope ? <p className="letter-text envelope">{envelope}</p> : null}
          <div className="letter-text">{whole}</div>
        </div>
      ) : null}
    </section>
  )
}
