import { Fragment } from 'react'
import { inSentence } from '../../domain/target/reader-words'
import { ByMail, type LinkedLetter } from './ByMail'
import { PlainTextButton } from './PlainTextButton'

interface SendYourselfProps {
  /** One for each who can be written to by mail. */
  readonly letters: readonly LinkedLetter[]
  /** The campaign's. */
  readonly slug: string
  readonly demo: boolean
}

/** For who would rather not leave the sending to us: the same letter by their own mail program, copied, printed or kept. */
export function SendYourself({ letters, slug, demo }: SendYourselfProps) {
  if (letters.length === 0) return null
  return (
    <details className="yourself">
      <summary>Send it yourself instead</summary>
      <p>
        Then we send nothing and keep no letter. Sign without a letter below as well, and your name counts.
      </p>
      {letters.map((letter, place) => (
        <Fragment key={letter.address}>
          <h3>To {inSentence(letter.name)}</h3>
          {demo ? (
            <p>
              {letter.name} is invented: this shows how it works, and a mail there would come back to you.
            </p>
          ) : null}
          <ByMail letter={letter} id={`copy-${place + 1}`} />
        </Fragment>
      ))}
      <h3>Print or keep it</h3>
      <p>
        Print this page from your browser’s menu (or with Ctrl and P, or ⌘ and P), and the letter comes out
        alone.
      </p>
      <PlainTextButton slug={slug} />
    </details>
  )
}
