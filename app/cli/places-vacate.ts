import { vacateSeat } from '../domain/place/parliament'
import { optionalDay, type Verb } from './verb'

export const placesVacate: Verb = {
  words: 'places vacate',
  takes: ['CONSTITUENCY'],
  options: { 'by-election': { shown: '--by-election DATE', required: false } },
  does: 'Says that nobody sits for a constituency any more; pages name the by-election’s day once it is given',
  more: 'CONSTITUENCY is its code or its name. Letters there wait; they go to whoever the next import seats there.',
  async prepare({ given: [named = ''], options }) {
    const byElection = optionalDay('by-election', options)
    return async (ports, io) => {
      const { name, member } = await vacateSeat(ports, named, byElection)
      const until = byElection ? ` until the by-election on ${byElection}` : ''
      await io.out(`${name} is vacant${until}${member ? `: ${member.name} no longer sits there` : ''}.\n`)
    }
  },
}
