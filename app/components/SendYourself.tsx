import type { HandLetter } from '../domain/by-hand'
import { MailAddress } from './MailAddress'
import { PlainTextButton } from './PlainTextButton'

export type LinkedLetter = HandLetter & { readonly mailto: string | null }

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
        <Yourself key={letter.address} {...{ letter, demo }} id={`copy-${place + 1}`} />
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

interface YourselfProps {
  readonly letter: LinkedLetter
  readonly id: string
  readonly demo: boolean
}

function Yourself({ letter, id, demo }: YourselfProps) {
  const { name, address, subject, whole, mailto } = letter
  const named = name.replace(/^The /, 'the ')
  return (
    <>
      <h3>To {named}</h3>
      {demo ? (
        <p>{name} is invented: this shows how it works, and a mail there would come back to you.</p>
      ) : null}
      <p>
        <a className="button" href={mailto ?? undefined}>
          Open it in my mail program<span className="unseen">, to {named}</span>
        </a>
      </p>
      <p className="hint">
        Some programs cut long letters short, often after about 2,000 characters. If yours does, or none
        opens, copy it from here.
      </p>
      <dl className="letter-head">
        <div>
          <dt>To</dt>
          <dd>
            <MailAddress address={address ?? ''} />
          </dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>{subject}</dd>
        </div>
      </dl>
      <div className="field">
        <label htmlFor={id}>The letter to {named}, to copy</label>
        <textarea className="copy" id={id} readOnly rows={10} defaultValue={whole} />
      </div>
    </>
  )
}
