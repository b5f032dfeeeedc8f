import { isDay } from '../domain/calendar/day'
import { type ImportedPlaces, importPlaces, type LeftOut } from '../domain/place/import'
import { fromCaller } from './caller'
import { list, membersTold, number } from './places-told'
import { type Args, Misuse, type Verb } from './verb'

export const placesImport: Verb = {
  words: 'places import',
  takes: [],
  options: {
    constituencies: { shown: '--constituencies CSV', required: false },
    members: { shown: '--members CSV', required: false },
    postcodes: { shown: '--postcodes CSV', required: false },
    hexjson: { shown: '--hexjson FILE', required: false },
    since: { shown: '--since DATE', required: false },
    credit: { shown: '--credit TEXT', required: false },
    'without-northern-ireland': {
      shown: '--without-northern-ireland',
      required: false,
      takes: 'nothing',
    },
    'accept-fewer': { shown: '--accept-fewer', required: false, takes: 'nothing' },
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
    '  --hexjson         a map of hexagons (HexJSON) of these constituencies by their codes, for organisers’ maps; without one they',
    '                    are laid out from where their postcodes lie',
    '  --since           the day these boundaries came into force, such as 2024-07-04',
    '  --credit          a line that the licence of these files asks you to show, besides those that are shown anyhow',
    '  --without-northern-ireland   leaves out postcodes that begin with BT: they are not open for commercial use',
    '  --accept-fewer    takes a file with fewer than nine in ten of what there was, or of a member for each seat',
    '  --dry-run         says what would change, and changes nothing',
    'See docs/operators.md.',
  ].join('\n'),
  async prepare({ options }) {
    const files = readFiles(options)
    const how = options['dry-run'] ? 'try' : 'save'
    const fewer = options['accept-fewer'] ? 'accepted' : 'refused'
    return async (ports, io) => {
      const watch = { report: io.progress, stop: io.stopping() }
      const imported = await importPlaces(ports, files, { how, fewer }, watch)
      if (how === 'try') io.note('A dry run: nothing was changed. This is what would be.')
      await io.out(told(imported))
    }
  },
}

/** @throws Misuse */
function readFiles({
  constituencies,
  members,
  postcodes,
  hexjson,
  since,
  credit,
  ...flags
}: Args['options']) {
  if (!constituencies && !members && !postcodes && !hexjson)
    throw new Misuse('Give at least one of --constituencies, --members, --postcodes and --hexjson')
  if (since !== undefined && !isDay(since))
    throw new Misuse(`--since must be a day such as 2024-07-04, not ${since}`)
  if (since !== undefined && !constituencies)
    throw new Misuse('--since says since when constituencies stand: give them too')
  return {
    folder: fromCaller('.'),
    constituencies: constituencies ?? null,
    members: members ?? null,
    postcodes: postcodes ?? null,
    hexjson: hexjson ?? null,
    since: since ?? null,
    credit: credit ?? null,
    northernIreland: flags['without-northern-ireland'] ? ('left-out' as const) : ('kept' as const),
  }
}

function told({ constituencies, members, postcodes, hexagons, leftOut }: ImportedPlaces): string {
  return [
    constituencies ? constituenciesTold(constituencies) : '',
    members ? membersTold(members) : '',
    postcodes ? postcodesTold(postcodes, leftOut) : '',
    hexagons ? `Hexagons: ${number(hexagons.total)}.\n${list('Not on the map', hexagons.without)}` : '',
  ].join('')
}

function constituenciesTold(change: NonNullable<ImportedPlaces['constituencies']>): string {
  const { total, added, ended, changed } = change
  return [
    `Constituencies: ${number(total)}.\n`,
    list('Added', added),
    list('Ended', ended),
    list('Changed', changed),
  ].join('')
}

function postcodesTold(change: NonNullable<ImportedPlaces['postcodes']>, leftOut: LeftOut): string {
  const { total, added, gone, moved } = change
  const { noConstituency, northernIreland } = leftOut
  return [
    `Postcodes: ${number(total)} (${number(added)} added, ${number(gone)} gone, ${number(moved)} moved).\n`,
    noConstituency > 0 ? `Rows left out that lie in no constituency: ${number(noConstituency)}.\n` : '',
    northernIreland > 0 ? `Rows left out that are of Northern Ireland: ${number(northernIreland)}.\n` : '',
  ].join('')
}
