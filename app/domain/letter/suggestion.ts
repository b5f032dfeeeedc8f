import { createHash } from 'node:crypto'
import { tidied } from '../text/typed-text'

/** A letter's words as the server suggests them, or as its writer has them by now. */
export interface Suggestion {
  readonly subject: string
  readonly body: string
}

/** The words that a form came back with, and the mark of those it was suggested. */
export type SentWords = Suggestion & { readonly suggested: string }

/**
 * What a form carries of the words suggested to it, so that they are known when they come back as they were. Composing them
 * again would not do: the constituency that was found meanwhile, or a mailbox put right, makes other words.
 */
export function markOf({ subject, body }: Suggestion): string {
  return `${digest(subject)}.${digest(body)}`
}

/**
 * The words to show now: what nobody has touched follows the suggestion, what somebody has changed, or emptied, stays as it
 * is. A form without a mark comes from a page that had no letter yet, or from elsewhere: its empty words are filled.
 */
export function wordsNow(sent: SentWords, suggestion: Suggestion): Suggestion {
  const [subject, body] = sent.suggested === '' ? [digest(''), digest('')] : sent.suggested.split('.')
  return {
    subject: digest(sent.subject) === subject ? suggestion.subject : sent.subject,
    body: digest(sent.body) === body ? suggestion.body : sent.body,
  }
}

/** 64 bits of SHA-256 over words however their lines ended: a browser sends CRLF for what it was shown. */
function digest(words: string): string {
  return createHash('sha256').update(tidied(words)).digest('base64url').slice(0, 11)
}
