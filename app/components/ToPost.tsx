import { envelopeTo } from '../domain/envelope'
import { rowsFor } from './WordsEditor'

export interface LetterToPost {
  /** For the envelope. */
  readonly fullTitle: string
  /** The whole letter under their own greeting; null until its writer has seen and sent back the words. */
  readonly whole: string | null
}

interface ToPostProps extends LetterToPost {
  /** Whether nobody else is written to by mail. */
  readonly alone: boolean
  readonly demo: boolean
}

/** For an MP without an e-mail address: the letter to print or copy, and the envelope it goes in. Print shows these two alone. */
export function ToPost({ fullTitle, whole, alone, demo }: ToPostProps) {
  return (
    <section
      className="to-post"
      id={alone ? 'preview' : undefined}
      tabIndex={-1}
      aria-labelledby="to-post-title"
    >
      <h2 id="to-post-title">{alone ? 'Post it instead' : 'Post one too'}</h2>
      <p>
        {demo
          ? `You could print or copy your letter and post it. ${fullTitle} is invented, so please do not.`
          : 'Print this page, or copy your letter, sign it and post it to'}
      </p>
      {demo ? null : <Envelope fullTitle={fullTitle} />}
      {whole ? (
        <div className="field">
          <label htmlFor="whole">Your whole letter, to copy</label>
          <textarea id="whole" readOnly rows={rowsFor(whole)} defaultValue={whole} />
        </div>
      ) : (
        <p>
          Fill in your address and press “Show me how it will look”, and the whole letter appears here to
          print or copy.
        </p>
      )}
      {whole ? (
        <div className="printed" aria-hidden="true">
          <Envelope fullTitle={fullTitle} />
          <div className="letter-text">{whole}</div>
        </div>
      ) : null}
    </section>
  )
}

function Envelope({ fullTitle }: Pick<LetterToPost, 'fullTitle'>) {
  return <p className="letter-text envelope">{envelopeTo(fullTitle)}</p>
}
