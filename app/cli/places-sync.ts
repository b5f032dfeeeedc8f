import { type Synced, syncMembers } from '../domain/place/sync'
import { list, membersTold } from './places-told'
import type { Io, Verb } from './verb'

export const placesSync: Verb = {
  words: 'places sync',
  takes: [],
  options: {
    'dry-run': { shown: '--dry-run', required: false, takes: 'nothing' },
    'accept-fewer': { shown: '--accept-fewer', required: false, takes: 'nothing' },
  },
  does: 'Asks Parliament’s register who sits for each constituency, and says who changed',
  more: 'All of it is taken or nothing: an answer with fewer members than nine in ten seats changes nothing unless\n--accept-fewer says that it is right. --dry-run says what would change. Letters not yet sent go to whoever sits now.\nOnce a day the server does this by itself, unless the members came from a file. See docs/operators.md.',
  prepare:
    async ({ options }) =>
    async (ports, io) => {
      const how = options['dry-run'] ? 'try' : 'save'
      const fewer = options['accept-fewer'] ? 'accepted' : 'refused'
      const watch = { report: io.progress, stop: io.stopping() }
      await tell(await syncMembers(ports, { how, fewer }, watch), how, io)
    },
}

async function tell(synced: Synced, how: 'save' | 'try', io: Io): Promise<void> {
  if (how === 'try') io.note('A dry run: nothing was changed. This is what would be.')
  if (synced.kind !== 'synced') return io.out(`${standstill(synced)}\n`)
  const { members, added, strange, parliament } = synced
  if (parliament === 'sits-again') await io.out('Parliament sits again.\n')
  if (members) await io.out(membersTold(members))
  await io.out(list('New constituencies', added))
  await io.out(list('Not among the constituencies that were imported, and left out', strange))
}

function standstill(synced: Exclude<Synced, { kind: 'synced' }>): string {
  if (synced.kind === 'not-yet-elected')
    return 'Parliament is dissolved, as an operator said, and the register still names those who sat before. Nothing was changed.'
  return synced.told === 'now'
    ? 'Parliament is dissolved: the register names nobody. Letters to MPs are held until it names new ones; signing goes on.'
    : 'Parliament is dissolved, as before: the register names nobody.'
}
