import type { HandLetter } from '../../domain/letter/by-hand'
import { envelopeTo } from '../../domain/target/envelope'
import { rowsFor } from './WordsEditor'

interface ToPostProps {
  /** Named by the full title, as on an envelope. */
  readonly letter: HandLetter
  /** Whether nobody else is written to by mail. */
  readonly alone: boolean
  readonly demo: boolean
}

/** For an MP without an e-mail address: the letter to print or copy, and the envelope it goes in. Print shows these two alone. */
export function ToPost({ letter: { name, whole }, alone, demo }: ToPostProps) {
  return (
    <section className="to-post" aria-labelledby="to-post-title">
      <h2 id="to-post-title">{alone ? 'Post it instead' : 'Post one too'}</h2>
      <p>
        {demo
          ? `You could print or copy your letter and post it. ${name} is invented, so please do not.`
          : 'Print this page, or copy your letter, sign it and post it to'}
      </p>
      {demo ? null : <Envelope fullTitle={name} />}
      <div className="field">
        <label htmlFor="whole">Your whole letter, to copy</label>
        <textarea id="whole" readOnly rows={rowsFor(whole)} defaultValue={whole} />
      </div>
      <div className="printed" aria-hidden="true">
        <Envelope fullTitle={name} />
        <div className="letter-text">{whole}</div>
      </div>
    </section>
  )
}

function Envelope({ fullTitle }: { readonly fullTitle: string }) {
  return <p className="letter-text envelope">{envelopeTo(fullTitle)}</p>
}
