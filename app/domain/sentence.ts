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
 * The ways of a sentence, taken apart once for each text in memory: composing one letter after another then takes 9 µs each, and
 * 60 without.
 */
export function waysOf(ways: readonly string[], agreement: Agreement): readonly Way[] {
  const known = taken[agreement].get(ways)
  if (known) return known
  const found = ways.map(way => takeApart(agreed(way, agreement)))
  taken[agreement].set(ways, found)
  return found
}

const taken: Readonly<Record<Agreement, WeakMap<readonly string[], readonly Way[]>>> = {
  one: new WeakMap(),
  several: new WeakMap(),
}

function takeApart(template: string): Way {
  const sentences = template.split(/(?<=[.!?]['"’”)]?)\s+/)
  return { template, begins: beginningOf(sentences[0] ?? ''), ends: beginningOf(sentences.at(-1) ?? '') }
}

/** Says it; plain words stand for names that are not known. */
export function sayWay({ template }: Pick<Way, 'template'>, values: BlankValues): string {
  const said = fillBlanks(template, { ...nameless, ...values })
  return beginsWithOurs(template, values) ? said.charAt(0).toUpperCase() + said.slice(1) : said
}

const nameless: BlankValues = { mp: 'my MP', constituency: 'my constituency' }

/** A name is written as its owner writes it; a number, or what stands for a name, begins a sentence as any word does. */
function beginsWithOurs(template: string, values: BlankValues): boolean {
  const [, blank = ''] = template.match(/^\{\{\s*(\w+)/) ?? []
  return isBlank(blank) && (blank === 'number' || !values[blank])
}
