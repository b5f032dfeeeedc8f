import type { Block } from './mail'

/** A letter that waits to be confirmed, without its words: whoever posted them may be a stranger, and this no post of theirs. */
export interface LetterNote {
  /** Whom it goes to now, by name. */
  readonly goesTo: readonly string[]
  /** Why it waits for others, each a whole sentence. */
  readonly waits: readonly string[]
}

/** Says whom a letter goes to, and where it can be read whole. */
export function letterNote({ goesTo, waits }: LetterNote): Block {
  const listed = new Intl.ListFormat('en-GB').format(goesTo)
  const own = goesTo.length > 1 ? ', each greeted by their own name' : ''
  const targets = goesTo.length > 0 ? [`The letter goes to ${listed}${own}.`] : []
  return {
    kind: 'paragraph',
    words: [...targets, ...waits, 'The page shows it whole before anything is sent.'].join(' '),
  }
}

/** What pressing the button behind the link does with the letter. */
export function becomesOf({ goesTo }: LetterNote): string {
  return goesTo.length > 0 ? 'sends your letter' : 'keeps your letter until it can go'
}
