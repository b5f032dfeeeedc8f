import { inWords } from '../letter/agreement'
import { blanksIn } from '../letter/blanks'
import { beginningOf } from '../letter/repetition'
import type { Weakness } from './ways'

/** What is weak about a sentence as a whole, with all its ways. */
export function weaknessesOfSentence(ways: readonly string[]): readonly Weakness[] {
  return ways.length === 0 ? [] : [tooFew, beginAlike, nameAlways].flatMap(check => check(ways) ?? [])
}

/** Four ways for each of four sentences left 0.1 % of pairs more alike than half; three of whole paragraphs, 9 to 15 %. */
const waysAtLeast = 4

function tooFew({ length }: readonly string[]): Weakness | null {
  if (length >= waysAtLeast) return null
  return {
    words: length === 1 ? 'is said in one way only' : `is said in ${inWords(length)} ways only`,
    advice: `Write ${inWords(waysAtLeast - length)} more, so that few letters share it word for word.`,
  }
}

function beginAlike(ways: readonly string[]): Weakness | null {
  const first = new Set(ways.map(way => beginningOf(way).word))
  if (ways.length === 1 || first.size > 1) return null
  return {
    words: `begins with “${[...first][0]}” in every way`,
    advice: 'Begin some of them otherwise, so that two sentences running need not begin alike.',
  }
}

function nameAlways(ways: readonly string[]): Weakness | null {
  const name = (['mp', 'constituency'] as const).find(one => ways.every(way => blanksIn(way).includes(one)))
  if (!name) return null
  return {
    words: `needs {{${name}}} in every way`,
    advice: `Write a way without it: where nobody is known, it says “my ${name === 'mp' ? 'MP' : name}”.`,
  }
}

/**
 * The words in a row that two ways of a sentence share, where they are enough for the measure of likeness to take one for the
 * other: it looks at 32 letters at a time. Null where they are fewer.
 */
export function sharedRun(one: string, other: string): string | null {
  const [left, right] = [wordsOf(one), wordsOf(other)]
  let longest: readonly string[] = []
  let ending: readonly number[] = []
  for (const [at, word] of left.entries()) {
    const before = ending
    ending = right.map((theirs, place) => (theirs === word ? (before[place - 1] ?? 0) + 1 : 0))
    const run = ending.reduce((most, length) => Math.max(most, length), 0)
    const words = left.slice(at + 1 - run, at + 1)
    if (words.join('').length > longest.join('').length) longest = words
  }
  return longest.join('').length >= lettersOfWindow ? longest.join(' ') : null
}

const lettersOfWindow = 32

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
