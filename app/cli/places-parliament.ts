import { dissolveParliament, seatParliament } from '../domain/place/parliament'
import { Misuse, oneOf, optionalDay, type Verb } from './verb'

export const placesParliament: Verb = {
  words: 'places parliament',
  takes: ['dissolved|sitting'],
  options: {
    since: { shown: '--since DATE', required: false },
    election: { shown: '--election DATE', required: false },
    'as-before': { shown: '--as-before', required: false, takes: 'nothing' },
  },
  does: 'Says that Parliament is dissolved, or sits again',
  more: [
    'From its dissolution to the general election there are no MPs: pages say so, names still count, and letters wait.',
    '  --since      the day it was dissolved; today where it is not given',
    '  --election   the day of the general election, which pages then name',
    '  --as-before  with sitting: it was not dissolved after all, and those who sat still sit',
    'After the election bring in its members first, then say that it sits: the letters go to them, under their own names.',
  ].join('\n'),
  async prepare({ given: [word], options }) {
    const state = oneOf('What follows places parliament', ['dissolved', 'sitting'], word)
    const since = optionalDay('since', options)
    const election = optionalDay('election', options)
    if (state === 'sitting' ? since || election : options['as-before'])
      throw new Misuse('--since and --election go with dissolved, --as-before with sitting')
    return async (ports, io) => {
      if (state === 'sitting') {
        const outcome = await seatParliament(ports, options['as-before'] ? 'as-before' : 'elected')
        return io.out(`Parliament ${outcome === 'already' ? 'sits already' : 'sits'}.\n`)
      }
      const parliament = await dissolveParliament(ports, since, election)
      const until = parliament.election ? `, which is on ${parliament.election}` : ''
      await io.out(
        `Parliament is dissolved since ${parliament.dissolved}: letters to MPs wait until after the general election${until}.\n`,
      )
    }
  },
}
