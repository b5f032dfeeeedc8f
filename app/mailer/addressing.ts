import { emailSchema } from '../domain/signature/mailbox'

/** A name and an address, kept apart until the MIME is made: no header is ever put together from strings. */
export interface Party {
  readonly name: string
  readonly address: string
}

/** Whom our own mail comes from, and where what comes back goes to. */
export interface Sender {
  /** `MAIL_FROM`. */
  readonly mailFrom: Party
  /** `MAIL_DOMAIN`: the host of Message-IDs and of the addresses that bounces come back to. */
  readonly mailDomain: string
}

/**
 * Somebody else, known by a name that shows what it says and nothing else (SEC-17).
 * @throws ZodError where the address is none that SMTP takes
 */
export function party(name: string, address: string): Party {
  return { name: displayName(name), address: emailSchema.parse(address) }
}

/** Our own address under a name: every mail comes from our domain, or DMARC refuses it. */
export function ours(name: string, { mailFrom }: Sender): Party {
  return { name: displayName(name), address: mailFrom.address }
}

/** Longer than any name the form takes. */
const nameAtMost = 255

function displayName(name: string): string {
  return plainLine(name.slice(0, nameAtMost))
}

/** One line of a header, without what a mail reader would act on instead of showing. */
export function plainLine(words: string): string {
  return words
    .replace(unseen, ' ')
    .replaceAll('=?', '= ?') // begins an encoded word (RFC 2047), which a reader would decode
    .replace(/\s+/g, ' ')
    .trim()
}

/** C0, C1, line and paragraph ends, and the characters that turn the direction of text, hide in it or are half of one. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu
