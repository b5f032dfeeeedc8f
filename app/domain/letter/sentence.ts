import { type Agreement, agreed } from './agreement'
import { type BlankValues, fillBlanks, isBlank } from './blanks'
import { type Beginning, beginningOf } from './repetition'

/** One way of saying a sentence, its words agreeing with how many principles were chosen. */
export interface Way {
  readonly template: string
  readonly begins: Beginning
  /** The beginning of its last sentence, where a way holds more than one. */
  readonly ends: Beginning
}

/**
 * One of the ways of a sentence, taken apart when it is first wanted and then kept with its text: a letter of 26 sentences takes
 * 16 µs, and 136 where the text was just read.
 */
export function wayAt(ways: readonly string[], index: number, agreement: Agreement): Way {
  const known = taken[agreement].get(ways) ?? []
  taken[agreement].set(ways, known)
  const way = known[index] ?? takeApart(agreed(ways[index] ?? '', agreement))
  known[index] = way
  return way
}

const taken: Readonly<Record<Agreement, WeakMap<readonly string[], Way[]>>> = {
  one: new WeakMap(),
  several: new WeakMap(),
}

function takeApart(template: string): Way {
  const sentences = template.split(/(?<=[.!?]['"’”)]?)\s+/)
  return { template, begins: beginningOf(sentences[0] ?? ''), ends: beginningOf(sentences.at(-1) ?? '') }
}

/** Says it; plain words stand for names that are not known. */
export function sayWay({ template }: Pick<Way, 'template'>, values: BlankValues): string {
  if (!template.includes('{{')) return template
  const said = fillBlanks(template, { ...nameless, ...values })
  return beginsWithOurs(template, values) ? said.charAt(0).toUpperCase() + said.slice(1) : said
}

const nameless: BlankValues = { mp: 'my MP', constituency: 'my constituency' }

/** A name is written as its owner writes it; a number, or what stands for a name, begins a sentence as any word does. */
function beginsWithOurs(template: string, values: BlankValues): boolean {
  const [, blank = ''] = template.match(/^\{\{\s*(\w+)/) ?? []
  return isBlank(blank) && (blank === 'number' || !values[blank])
}
