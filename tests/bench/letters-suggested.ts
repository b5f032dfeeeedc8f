import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readCampaignText } from '../../app/domain/campaign/check'
import { composeLetter } from '../../app/domain/letter/letter'

/** The demonstration's letters to one MP: each of somebody else, with principles chosen and ordered by chance, by a fixed seed. */
export function* suggestedBodies(seed = 20_261_123): Generator<string> {
  const text = readCampaignText(parse(readFileSync('db/demo/fair-hearing.yaml', 'utf8')))
  const slugs = text.principles.map(({ slug }) => slug)
  const random = randomFrom(seed)
  for (let person = 0; ; person++) {
    const ordered = slugs.map(slug => ({ slug, at: random() })).sort((one, other) => one.at - other.at)
    const chosen = ordered.slice(0, 1 + Math.floor(random() * slugs.length)).map(({ slug }) => slug)
    const writer = {
      name: `Person ${person}`,
      mailbox: `person.${person}@example.org`,
      constituency: 'Pellbridge Central',
      principles: chosen,
    }
    yield composeLetter({ text, id: 1 }, writer, { name: 'Rowan Ashby', role: 'member' }).body
  }
}

/** A linear congruential generator (Numerical Recipes), from 0 to below 1. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
