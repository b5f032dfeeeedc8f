import type { Campaign, CampaignText } from '../campaign/campaign'
import { type Chance, chanceOf } from '../chance'
import type { Member } from '../place/place'
import { roleSpokenTo } from '../target/role-words'
import { type Agreement, agreementWith, inWords } from './agreement'
import { type BlankValues, canFill } from './blanks'
import type { Writer } from './letter'
import { type Line, outlineLetter } from './outline'
import { listen } from './repetition'
import { sayWay, wayAt } from './sentence'

/** A sentence as one letter says it, and where it was taken from. */
export interface SaidSentence {
  /** `letter.openings.0`, or `ours` and more where the campaign gives none of its own. */
  readonly at: string
  /** Which of its ways, from 0, and of how many. */
  readonly way: number
  readonly of: number
  readonly words: string
}

export interface SaidLetter {
  readonly subject: SaidSentence
  readonly paragraphs: readonly (readonly SaidSentence[])[]
}

/**
 * Says each sentence of a letter in one of its ways. Chance gives each supporter a way to begin with; the next in turn is taken
 * where that one would begin like the sentence before or like another paragraph, or names what is not known. What leads to
 * the next principle is said once in a letter, and left out when every way of it has been.
 */
export function sayLetter(
  { id, text }: Pick<Campaign, 'text' | 'id'>,
  writer: Writer,
  mp: Pick<Member, 'name' | 'role'> | null,
): SaidLetter {
  const principles = writer.principles.filter(slug => text.principles.some(one => one.slug === slug))
  const chance = chanceOf(`${id}/${writer.mailbox}/${writer.name}`)
  const values = blankValues(text, { ...writer, principles }, mp)
  const paragraphSayer = () => sayerOf(chance, agreementWith(principles.length), values)
  const [subject] = paragraphSayer()([{ at: 'letter.subjects', ways: text.letter.subjects, turn: 0 }])
  if (!subject) throw new RangeError('a campaign without a subject for its letters')
  const outline = outlineLetter(text, principles, roleSpokenTo(text, mp))
  return { subject, paragraphs: outline.map(paragraphSayer()) }
}

export function bodyOf({ paragraphs }: SaidLetter): string {
  return paragraphs.map(sentences => sentences.map(({ words }) => words).join(' ')).join('\n\n')
}

/** What fills the blanks of a supporter's letter. */
export function blankValues(
  text: CampaignText,
  writer: Pick<Writer, 'name' | 'constituency' | 'principles'>,
  mp: Pick<Member, 'name'> | null,
): BlankValues {
  return {
    name: writer.name,
    organisation: text.organisation.name,
    campaign: text.title,
    number: inWords(writer.principles.length),
    ...(writer.constituency ? { constituency: writer.constituency } : {}),
    ...(mp ? { mp: mp.name } : {}),
  }
}

/** Says one paragraph after another, each hearing those before it. */
function sayerOf(chance: Chance, agreement: Agreement, values: BlankValues) {
  const ear = listen()
  const spent = new Set<string>()
  return (lines: readonly Line[]): readonly SaidSentence[] => {
    const said: SaidSentence[] = []
    for (const { at, ways, turn } of lines) {
      const opens = said.length === 0
      const cost = (index: number) => {
        const { begins, template } = wayAt(ways, index, agreement)
        if (turn > 0 && spent.has(`${at}.${index}`)) return never
        return (canFill(template, values) ? 0 : namesNobody) + ear.minds(begins, opens)
      }
      const index = cheapest(ways.length, chance(`${at}/${turn}`, ways.length), cost)
      if (index === null) continue
      const way = wayAt(ways, index, agreement)
      said.push({ at, way: index, of: ways.length, words: sayWay(way, values) })
      if (turn > 0) spent.add(`${at}.${index}`)
      ear.hears(way, opens)
    }
    return said
  }
}

/** Worse than any repetition. */
const namesNobody = 100
const never = Number.POSITIVE_INFINITY

/** The first of so many that costs least, going round from the one that chance gave; null where none is to be had. */
function cheapest(count: number, from: number, cost: (index: number) => number): number | null {
  let best: { readonly index: number | null; readonly cost: number } = { index: null, cost: never }
  for (let step = 0; step < count && best.cost > 0; step++) {
    const index = (from + step) % count
    const asked = cost(index)
    if (asked < best.cost) best = { index, cost: asked }
  }
  return best.index
}
