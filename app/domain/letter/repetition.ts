/** How a sentence begins, folded: `I hope` and `I’d hope` are alike in their first word, `I hope` and `I hope,` in both. */
export interface Beginning {
  readonly word: string
  readonly pair: string
}

export function beginningOf(sentence: string): Beginning {
  const [first = '', second = ''] = sentence.toLowerCase().match(/\{\{[^}]*\}\}|[\p{L}\p{N}]+/gu) ?? []
  return { word: first, pair: `${first} ${second}` }
}

/** How the sentences of one letter have begun so far. */
export interface Ear {
  /** What it costs to go on like this, 0 where nothing is repeated; the worse the repetition, the more. */
  minds(begins: Beginning, opensParagraph: boolean): number
  hears(said: { readonly begins: Beginning; readonly ends: Beginning }, opensParagraph: boolean): void
}

/**
 * Each weighs more than those below it: two sentences running with the same two first words, two paragraphs, two sentences
 * running with the same first word, any two sentences of the letter with the same two, two paragraphs with the same first.
 */
const weights = { pairBefore: 24, pairOpening: 12, wordBefore: 6, pairEver: 3, wordOpening: 2 }

export function listen(): Ear {
  const pairs = new Set<string>()
  const openings = new Set<string>()
  let before: Beginning = { word: '', pair: '' }
  return {
    minds: ({ word, pair }, opensParagraph) =>
      (pair === before.pair ? weights.pairBefore : 0) +
      (opensParagraph && openings.has(pair) ? weights.pairOpening : 0) +
      (word === before.word ? weights.wordBefore : 0) +
      (pairs.has(pair) ? weights.pairEver : 0) +
      (opensParagraph && openings.has(word) ? weights.wordOpening : 0),
    hears({ begins, ends }, opensParagraph) {
      for (const { pair } of [begins, ends]) pairs.add(pair)
      if (opensParagraph) for (const words of [begins.word, begins.pair]) openings.add(words)
      before = ends
    },
  }
}
