import type { HandLetter } from '../../domain/letter/by-hand'
import { inSentence } from '../../domain/target/reader-words'
import { MailAddress } from '../page/MailAddress'

export type LinkedLetter = HandLetter & { readonly mailto: string | null }

interface ByMailProps {
  readonly letter: LinkedLetter
  /** Of the text to copy. */
  readonly id: string
}

/** A letter for its writer to send by their own mail program: a link that opens it there, and whom to, the subject and the text to copy. */
export function ByMail({ letter: { name, address, subject, whole, mailto }, id }: ByMailProps) {
  const named = inSentence(name)
  return (
    <>
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
      <ToCopy {...{ name, whole, id }} />
    </>
  )
}

/** The text of a letter, to copy. */
export function ToCopy({ name, whole, id }: Pick<HandLetter, 'name' | 'whole'> & Pick<ByMailProps, 'id'>) {
  return (
    <div className="field">
      <label htmlFor={id}>The letter to {inSentence(name)}, to copy</label>
      <textarea className="copy" id={id} readOnly rows={10} defaultValue={whole} />
    </div>
  )
}
