import { Problem } from '../domain/problem'
import type { Verb } from './verb'

export const tallyVerify: Verb = {
  words: 'tally verify',
  takes: [],
  does: 'Counts every signature and letter anew and compares the tallies with that',
  more: 'Prints a line for each tally that disagrees and is then refused. Nothing is changed.',
  prepare: async () => async (ports, io) => {
    const disagreements = await ports.store.recount()
    if (disagreements.length === 0) return io.out('Every tally agrees with a recount.\n')
    const slugs = new Map((await ports.store.campaigns()).map(({ id, slug }) => [id, slug]))
    for (const { campaignId, measure, key, tally, recount } of disagreements) {
      const name = [slugs.get(campaignId) ?? `campaign ${campaignId}`, measure, ...(key ? [key] : [])].join(
        ' ',
      )
      await io.out(`${name}: the tally says ${tally}, a recount ${recount}\n`)
    }
    const many = disagreements.length
    throw new Problem('refused', many === 1 ? 'One tally is wrong.' : `${many} tallies are wrong.`)
  },
}
