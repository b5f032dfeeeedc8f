import type { Watch } from '../../domain/backup'
import type { NamedConstituency, PlaceSource, ReadPlaces } from '../../domain/place/import'
import type { PlaceFiles } from '../../domain/place/register'
import { Problem } from '../../domain/problem'
import { type ConstituenciesRead, readConstituencies } from './constituency-file'
import { readHexJson } from './hexjson-file'
import type { KnownSeats } from './judged-code'
import { readMembers } from './member-file'
import { type PostcodesRead, readPostcodes } from './postcode-file'
import { completed, nowhere } from './seat-areas'

/**
 * Reads files of places. What one names must be in the others of the same import.
 * @throws Problem `invalid` with a line `FILE:LINE: words` for each thing wrong in a file, `refused` where one cannot be read
 */
export async function readPlaceFiles(files: PlaceFiles, watch: Watch): Promise<ReadPlaces> {
  const { folder, northernIreland } = files
  const constituencies =
    files.constituencies === null ? null : await readConstituencies(files.constituencies, folder, watch)
  const known = constituencies && knownSeats(constituencies, files.constituencies ?? '')
  const members = files.members === null ? null : await readMembers(files.members, folder, known, watch)
  const postcodes =
    files.postcodes === null
      ? null
      : await readPostcodes(files.postcodes, folder, northernIreland, known, watch)
  const credited = (source: PlaceSource) => withCredit(source, files.credit)
  return {
    constituencies: constituencies && {
      rows: completeAll(constituencies, postcodes, files.constituencies ?? ''),
      since: files.since,
      source: credited(constituencies.source),
    },
    members: members && { rows: members.rows, calls: members.calls, source: credited(members.source) },
    postcodes: postcodes && { sectors: postcodes.sectors, source: credited(postcodes.source) },
    ...(files.hexjson === null ? {} : { hexagons: await readHexJson(files.hexjson, folder) }),
    vacant: members?.vacant ?? 0,
    leftOut: postcodes?.leftOut ?? { noConstituency: 0, northernIreland: 0 },
  }
}

function knownSeats({ rows }: ConstituenciesRead, file: string): KnownSeats {
  return { codes: new Set(rows.map(({ code }) => code)), file }
}

function completeAll(
  { rows }: ConstituenciesRead,
  postcodes: PostcodesRead | null,
  file: string,
): readonly NamedConstituency[] {
  return rows.map(row => {
    const whole = completed(row, postcodes?.areas.of(row.code) ?? nowhere)
    if (whole) return whole
    throw new Problem('invalid', `${file}: nothing tells the country of ${row.code} ${row.name}`)
  })
}

function withCredit(source: PlaceSource, credit: string | null): PlaceSource {
  return credit === null ? source : { ...source, credits: [...source.credits, credit] }
}
