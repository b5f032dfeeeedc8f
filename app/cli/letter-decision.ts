import { byOperator } from '../domain/audit/audit'
import { campaignNamed } from '../domain/campaign/publish'
import { isId, type LetterId } from '../domain/id'
import { type Decision, decideLetter, decideLetters } from '../domain/letter/held-letter'
import { Problem } from '../domain/problem'
import type { Verb } from './verb'

export const letterRelease = decisionVerb(
  'release',
  'released',
  'Lets a letter go on that was held because it is much like others',
)

export const letterRefuse = decisionVerb(
  'refuse',
  'refused',
  'Never sends a letter that was held because it is much like others',
)

function decisionVerb(decision: Decision, done: string, does: string): Verb {
  return {
    words: `letter ${decision}`,
    takes: ['LETTER_ID|SLUG'],
    options: { all: { shown: '--all', required: false, takes: 'nothing' } },
    does,
    more: 'letter held lists the ids. With --all and a campaign’s slug, all of its letters that wait so.',
    async prepare({ given: [named = ''], options }) {
      if (options.all)
        return async (ports, io) => {
          const decided = await decideLetters(
            ports,
            await campaignNamed(ports, named),
            decision,
            byOperator(ports.now()),
          )
          await io.out(`${named}: ${decided} ${decided === 1 ? 'letter' : 'letters'} ${done}\n`)
        }
      if (!isId<LetterId>(named)) throw new Problem('not-found', `There is no letter ${named}`)
      return async (ports, io) => {
        await decideLetter(ports, named, decision, byOperator(ports.now()))
        await io.out(`${named}: ${done}\n`)
      }
    },
  }
}
