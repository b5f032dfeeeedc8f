import type { Block } from './mail'

/** A letter as its writer sees it before it goes. */
export interface QuotedLetter {
  readonly subject: string
  /** The whole letter, salutation to address. */
  readonly words: string
  /** Whom it goes to now, by name. */
  readonly goesTo: readonly string[]
  /** Why it waits for others, each a whole sentence. */
  readonly waits: readonly string[]
}

/** Shows a letter whole, with its subject and whom it goes to. */
export function quotedLetter({ subject, words, goesTo, waits }: QuotedLetter): Block[] {
  const listed = new Intl.ListFormat('en-GB').format(goesTo)
  const own = goesTo.length > 1 ? ', each greeted by their own name' : ''
  const recipients = goesTo.length > 0 ? [`It goes to ${listed}${own}.`] : []
  return [
    { kind: 'paragraph', words: ['This is the letter.', ...recipients, ...waits].join(' ') },
    { kind: 'quote', words: `Subject: ${subject}\n\n${words}` },
  ]
}
