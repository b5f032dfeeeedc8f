import type { Watch } from '../../domain/backup'
import type { LeftOut, PlaceSource } from '../../domain/place/import'
import { type Postcode, readPostcode } from '../../domain/place/postcode'
import { packSectors, type Sector } from '../../domain/place/sector'
import { type Columns, findColumns, refuseMixedUp } from './columns'
import { readCsv, type TakeRecord } from './csv-file'
import { collectFaults, type Faults, quote } from './faults'
import { codeJudge, type KnownSeats, type Verdict } from './judged-code'
import { type OpenedFile, openFile } from './opened-file'
import { postcodeSource } from './place-source'
import { gatherAreas, type SeatAreas, type SeatPlace } from './seat-areas'

export interface PostcodesRead {
  readonly sectors: readonly Sector[]
  readonly source: PlaceSource
  readonly leftOut: LeftOut
  readonly areas: SeatAreas
}

/**
 * Reads the ONS Postcode Directory, the National Statistics Postcode Lookup, or a plain list of postcodes with the code
 * of their constituency.
 * @throws Problem `invalid` or `refused`
 */
export async function readPostcodes(
  path: string,
  folder: string,
  northernIreland: 'kept' | 'left-out',
  known: KnownSeats | null,
  watch: Watch,
): Promise<PostcodesRead> {
  const file = await openFile(path, folder, wholeCountry)
  const faults = collectFaults(path)
  refusePiece(file, faults)
  const gathering = gatherPostcodes(northernIreland, known, faults)
  await readCsv(file, faults, watch, gathering.begin)
  const { columns, leftOut, areas, packer, inNorthernIreland } = gathering.end()
  return {
    ...{ leftOut, areas },
    sectors: packer.sectors(),
    source: postcodeSource(file, columns, inNorthernIreland),
  }
}

/** In the archives as they are downloaded, beside a copy of it in pieces and the names of every code. */
const wholeCountry = /(^|\/)(ONSPD|NSPL\d*)_[A-Z]{3,9}_\d{4}_UK[^/]*(?<!_UK_[A-Z]{1,2})\.csv$/i

/** All postcodes that were there before would go with such a file. */
function refusePiece({ names }: OpenedFile, faults: Faults): void {
  const area = names.map(name => /_UK_([A-Z]{1,2})\.csv(\.gz)?$/i.exec(name)?.[1]).find(Boolean)
  if (area) faults.end(1, `the file holds the postcodes of ${area} alone: give the one of the whole country`)
}

/** As they are called in the releases from 2011 to 2026, and in plain lists. */
const wanted = {
  postcode: [/^postcode$/, /^pcds$/, /^pcd$/, /^pcd7$/, /^pcd[28]$/],
  ons_code: [/^ons_code$/, /^gss(_code)?$/, /^constituency_code$/, /^pcon(\d\d)?(cd)?$/, /^code$/],
  doterm: [/^doterm$/],
  region: [/^rgn(\d\d)?(cd)?$/],
  country: [/^ctry(\d\d)?(cd)?$/],
  lat: [/^lat(itude)?$/],
  long: [/^long(itude)?$/],
}

type Where = Columns<keyof typeof wanted>

function gatherPostcodes(northernIreland: 'kept' | 'left-out', known: KnownSeats | null, faults: Faults) {
  const packer = packSectors()
  const areas = gatherAreas()
  const judge = codeJudge(known)
  const leftOut = { noConstituency: 0, northernIreland: 0 }
  let columns: readonly string[] = []
  let inNorthernIreland = false

  function take({ postcode, code, verdict, ended }: Row, place: () => SeatPlace): void {
    if (isNorthernIrish(postcode)) {
      inNorthernIreland = inNorthernIreland || northernIreland === 'kept'
      if (northernIreland === 'left-out') {
        leftOut.northernIreland++
        return
      }
    }
    if (verdict === 'islands' || (verdict === 'none' && !ended)) leftOut.noConstituency++
    else if (ended)
      packer.add(postcode, { kind: 'terminated', since: ended, code: verdict === 'seat' ? code : null })
    else {
      packer.add(postcode, { kind: 'found', code })
      if (known) areas.add(code, place())
    }
  }

  return {
    begin(names: readonly string[]): TakeRecord {
      refuseMixedUp(names, 'postcodes', faults)
      columns = names
      const at = findColumns(names, wanted, ['postcode', 'ons_code'], faults)
      return (cells, line) => {
        const row = readRow(at, cells, judge)
        if (typeof row === 'string') faults.add(line, row)
        else take(row, () => placeOf(at, cells))
      }
    },
    end: () => ({ columns, leftOut, areas, packer, inNorthernIreland }),
  }
}

interface Row {
  readonly postcode: Postcode
  readonly code: string
  readonly verdict: 'seat' | 'none' | 'islands'
  /** The month it went out of use, such as 2016-06. */
  readonly ended: string | null
}

/** A row, or what is wrong with it. */
function readRow(at: Where, cells: readonly string[], judge: (code: string) => Verdict): Row | string {
  const postcode = readUnit(cells[at.postcode] ?? '')
  if (!postcode) return `${quote(cells[at.postcode] ?? '')} is no postcode of a place`
  const code = (cells[at.ons_code] ?? '').trim()
  if (code === '' && at.doterm < 0) return 'has no code' // in a directory it is a place that is not on the map
  const verdict = judge(code)
  if (typeof verdict === 'object') return verdict.wrong
  const ended = monthOf((cells[at.doterm] ?? '').trim())
  return ended === 'wrong'
    ? `${quote(cells[at.doterm] ?? '')} is no month such as 201606`
    : { postcode, code, verdict, ended }
}

/** Forces' post offices lie nowhere, and are no units of a sector. */
function readUnit(typed: string): Postcode | null {
  const postcode = readPostcode(typed)
  return postcode?.outward === 'BFPO' ? null : postcode
}

function isNorthernIrish({ full }: Postcode): boolean {
  return full.startsWith('BT')
}

/** Such as 2016-06 for 201606; null for a postcode in use. */
function monthOf(doterm: string): string | 'wrong' | null {
  if (doterm === '') return null
  return /^(19|20)\d\d(0[1-9]|1[0-2])$/.test(doterm) ? `${doterm.slice(0, 4)}-${doterm.slice(4)}` : 'wrong'
}

function placeOf(at: Where, cells: readonly string[]): SeatPlace {
  return {
    region: cells[at.region] ?? '',
    country: cells[at.country] ?? '',
    latitude: degrees(cells[at.lat]),
    longitude: degrees(cells[at.long]),
  }
}

/** Null where there are none; 99.999999 says so too. */
function degrees(cell: string | undefined): number | null {
  const number = cell ? Number(cell) : Number.NaN
  return Math.abs(number) < 99 ? number : null
}
