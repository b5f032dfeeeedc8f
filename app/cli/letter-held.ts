import { campaignNamed } from '../domain/campaign/publish'
import { type HeldLetter, heldLetters } from '../domain/letter/held-letter'
import { heldWords } from '../domain/place/words'
import type { Ports } from '../domain/ports'
import { aligned } from './aligned'
import type { Verb } from './verb'

export const letterHeld: Verb = {
  words: 'letter held',
  takes: ['SLUG'],
  options: { words: { shown: '--words', required: false, takes: 'nothing' } },
  does: 'Lists the letters of a campaign that are held: since when, where from, how alike to others, and why',
  more: '--words prints what each says, which is personal. What is much like others waits for letter release or letter refuse.',
  prepare:
    async ({ given: [slug = ''], options }) =>
    async (ports, io) => {
      const campaign = await campaignNamed(ports, slug)
      let listed = 0
      for await (const page of heldLetters(ports, campaign)) {
        const rows = page.map(cells)
        if (options.words)
          for (const [index, { id }] of page.entries())
            await io.out(`${rows[index]?.join('  ')}\n${await wordsOf(ports, id)}\n`)
        else await io.out(aligned(listed === 0 ? [heading, ...rows] : rows))
        listed += page.length
      }
      if (listed === 0) io.note(`No letter of ${slug} is held.`)
    },
}

const heading = ['id', 'confirmed', 'likeness', 'constituency', 'why']

function cells({ id, queuedAt, likeness, constituency, why }: HeldLetter): string[] {
  return [id, queuedAt.toISOString(), likeness?.toFixed(2) ?? '', constituency ?? '', heldWords[why]]
}

/** What a letter says, set in under its line. */
async function wordsOf({ store }: Ports, id: HeldLetter['id']): Promise<string> {
  const words = (await store.letter(id))?.words
  if (!words) return '  Its words have been deleted.\n'
  const lines = [words.subject, '', ...words.body.split('\n')]
  return lines.map(line => (line === '' ? '\n' : `  ${line}\n`)).join('')
}
