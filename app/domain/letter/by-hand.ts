import type { Reached } from '../target/target'
import { type LetterWords, wholeLetter } from './letter'

/** A letter to one of its readers, for its writer to send without us. */
export interface HandLetter {
  readonly name: string
  readonly salutation: string
  /** As it is published; null for who is written to on paper. */
  readonly address: string | null
  readonly subject: string
  /** From "Dear …," to the postcode. */
  readonly whole: string
}

/** The letter to each who can be written to, by mail or on paper, under their own greeting. */
export function lettersByHand(
  reached: readonly Reached[],
  words: LetterWords,
  writer: { readonly name: string; readonly postcode: string },
): readonly HandLetter[] {
  return reached.flatMap(one => {
    const reader = readerOf(one)
    return reader === null
      ? []
      : [{ ...reader, subject: words.subject, whole: wholeLetter(words, writer, reader.salutation) }]
  })
}

function readerOf(one: Reached): Pick<HandLetter, 'name' | 'salutation' | 'address'> | null {
  if (one.target)
    return { name: one.target.name, salutation: one.target.salutation, address: one.target.email }
  const member = one.why === 'no-email' ? one.seat?.member : null
  return member ? { name: member.fullTitle, salutation: member.salutation, address: null } : null
}

/** Opens the letter in a mail program; a link breaks its lines with CRLF (RFC 6068, section 5). Null for one on paper. */
export function mailtoLink({ address, subject, whole }: HandLetter): string | null {
  if (address === null) return null
  const at = address.lastIndexOf('@')
  const to = `${encodeURIComponent(address.slice(0, at))}${address.slice(at)}`
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(withCrlf(whole))}`
}

/** Letters as a text file that any program reads: whom to, the subject, and the letter as it would go. */
export function lettersAsText(letters: readonly HandLetter[]): string {
  const each = letters.map(({ name, address, subject, whole }) =>
    [`To: ${name}${address === null ? '' : ` <${address}>`}`, `Subject: ${subject}`, '', whole, ''].join(
      '\n',
    ),
  )
  return withCrlf(each.join('\n* * *\n\n'))
}

function withCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n')
}
