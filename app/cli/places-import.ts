import { isDay } from '../domain/day'
import { type ImportedPlaces, importPlaces, type MemberMove } from '../domain/place-import'
import { fromCaller } from './caller'
import { type Args, Misuse, type Verb } from './verb'

export const placesImport: Verb = {
  words: 'places import',
  takes: [],
  options: {
    constituencies: { shown: '--constituencies CSV', required: false },
    members: { shown: '--members CSV', required: false },
    postcodes: { shown: '--postcodes CSV', required: false },
    since: { shown: '--since DATE', required: false },
    credit: { shown: '--credit TEXT', required: false },
    'without-northern-ireland': {
      shown: '--without-northern-ireland',
      required: false,
      takes: 'nothing',
    },
    'dry-run': { shown: '--dry-run', required: false, takes: 'nothing' },
  },
  does: 'Brings constituencies, their members and postcodes in from files, all of it or nothing',
  more: [
    'Each file takes the place of all there was of its part; a part without a file stays. A file may be plain, gzipped or',
    'zipped. Everything wrong in one is named with its line, and then nothing is changed.',
    '  --postcodes       the ONS Postcode Directory or the National Statistics Postcode Lookup, as downloaded from the Open',
    '                    Geography portal of the Office for National Statistics; or a CSV with the columns postcode,ons_code',
    '  --constituencies  the names and codes of Westminster parliamentary constituencies from the same portal, or the archive',
    '                    of the postcode directory, which has them in it; or a CSV with code, name, region and country',
    '  --members         a CSV with ons_code, parliament_id, name, full_title, address_as, party, email, and is_speaker,',
    '                    takes_seat, is_minister, since where you have them. A row without a name is a vacant seat',
    '  --since           the day these boundaries came into force, such as 2024-07-04',
    '  --credit          a line that the licence of these files asks you to show, besides those that are shown anyhow',
    '  --without-northern-ireland   leaves out postcodes that begin with BT: they are not open for commercial use',
    '  --dry-run         says what would change, and changes nothing',
    'See docs/operators.md.',
  ].join('\n'),
  async prepare({ options }) {
    const files = readFiles(options)
    const how = options['dry-run'] ? 'try' : 'save'
    return async (ports, io) => {
      const watch = { report: io.progress, stop: io.stopping() }
      const imported = await importPlaces(ports, files, how, watch)
      for (const line of summary(imported)) await io.out(`${line}\n`)
      await io.out(how === 'try' ? 'Nothing was changed: this was a dry run.\n' : 'Brought in.\n')
    }
  },
}

/** @throws Misuse */
function readFiles({ constituencies, members, postcodes, since, credit, ...flags }: Args['options']) {
  if (!constituencies && !members && !postcodes)
    throw new Misuse('Give at least one of --constituencies, --members and --postcodes')
  if (since !== undefined && !isDay(since))
    throw new Misuse(`--since must be a day such as 2024-07-04, not ${since}`)
  if (since !== undefined && !constituencies)
    throw new Misuse('--since says since when constituencies stand: give them too')
  return {
    folder: fromCaller('.'),
    constituencies: constituencies ?? null,
    members: members ?? null,
    postcodes: postcodes ?? null,
    since: since ?? null,
    credit: credit ?? null,
    northernIreland: flags['without-northern-ireland'] ? ('left-out' as const) : ('kept' as const),
  }
}

function summary({ constituencies, members, postcodes, leftOut }: ImportedPlaces): readonly string[] {
  return [
    ...(constituencies
      ? [
          `Constituencies: ${number(constituencies.total)}`,
          ...listed('added', constituencies.added),
          ...listed('ended', constituencies.ended),
          ...listed('changed', constituencies.changed),
        ]
      : []),
    ...(members
      ? [
          `Members: ${number(members.total)}`,
          ...listed('arrived', members.arrived.map(moveWords)),
          ...listed('left', members.left.map(moveWords)),
          ...listed(
            'changed',
            members.changed.map(one => `${moveWords(one)}: ${one.what.join(', ')}`),
          ),
          ...listed('without a member', members.vacant),
        ]
      : []),
    ...(postcodes
      ? [
          `Postcodes: ${number(postcodes.total)}`,
          `  ${number(postcodes.added)} added, ${number(postcodes.gone)} gone, ${number(postcodes.moved)} moved`,
          ...leftOutWords(leftOut),
        ]
      : []),
  ]
}

function leftOutWords({ noConstituency, northernIreland }: ImportedPlaces['leftOut']): readonly string[] {
  return [
    ...(noConstituency > 0 ? [`  ${number(noConstituency)} left out, which lie in no constituency`] : []),
    ...(northernIreland > 0 ? [`  ${number(northernIreland)} of Northern Ireland left out`] : []),
  ]
}

function moveWords({ name, constituency }: MemberMove): string {
  return `${name} (${constituency})`
}

/** More than these nobody reads at a terminal. */
const listedAtMost = 10

function listed(what: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return []
  const more = names.length > listedAtMost ? ` and ${number(names.length - listedAtMost)} more` : ''
  return [`  ${number(names.length)} ${what}: ${names.slice(0, listedAtMost).join('; ')}${more}`]
}

function number(count: number): string {
  return count.toLocaleString('en-GB')
}
