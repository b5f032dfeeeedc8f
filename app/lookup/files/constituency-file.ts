import type { Watch } from '../../domain/backup'
import type { PlaceSource } from '../../domain/place/import'
import { isPseudoCode } from '../../domain/place/seat-code'
import { findColumns, refuseMixedUp } from './columns'
import { readCsv } from './csv-file'
import { collectFaults, refuseRepeated } from './faults'
import { openFile } from './opened-file'
import { constituencySource } from './place-source'
import { type RowCells, rowCells } from './row-cells'
import type { ToldConstituency } from './seat-areas'

export interface ConstituenciesRead {
  readonly rows: readonly ToldConstituency[]
  readonly source: PlaceSource
}

/**
 * Reads the ONS names and codes of constituencies, or a CSV with more about them. The archive of the postcode directory
 * has the first in it.
 * @throws Problem `invalid` or `refused`
 */
export async function readConstituencies(
  path: string,
  folder: string,
  watch: Watch,
): Promise<ConstituenciesRead> {
  const file = await openFile(path, folder, namesAndCodes)
  const faults = collectFaults(path)
  const rows: ToldConstituency[] = []
  const once = refuseRepeated(faults)
  let columns: readonly string[] = []
  await readCsv(file, faults, watch, names => {
    refuseMixedUp(names, 'constituencies', faults)
    columns = names
    const at = findColumns(names, wanted, ['code', 'name'], faults)
    return (cells, line) => {
      if (isPseudoCode((cells[at.code] ?? '').trim())) return
      const row = readRow(rowCells(at, cells, line, faults))
      if (row.code !== '') once(row.code, line)
      rows.push(row)
    }
  })
  return { rows, source: constituencySource(file, columns) }
}

const namesAndCodes = /(^|\/)(PCON )?Westminster Parliamentary Constituency names and codes[^/]*\.csv$/i

const wanted = {
  code: [/^ons_code$/, /^gss(_code)?$/, /^constituency_code$/, /^pcon(\d\d)?cd$/, /^code$/],
  name: [/^name$/, /^constituency(_name)?$/, /^pcon(\d\d)?nm$/],
  name_cy: [/^name_cy$/, /^welsh_name$/, /^pcon(\d\d)?nmw$/],
  region: [/^region(_name)?$/, /^rgn(\d\d)?nm$/],
  region_code: [/^region_code$/, /^rgn(\d\d)?cd$/],
  country: [/^nation$/, /^country(_name)?$/, /^ctry(\d\d)?nm$/],
  register_id: [/^register_id$/, /^parliament_id$/],
  by_election: [/^by_election(_date)?$/],
  lat: [/^lat(itude)?$/],
  long: [/^long?(itude)?$/],
}

function readRow(row: RowCells<keyof typeof wanted>): ToldConstituency {
  return {
    code: row.code('code'),
    name: row.required('name'),
    nameCy: row.text('name_cy'),
    region: row.text('region'),
    regionCode: row.text('region_code'),
    country: row.text('country'),
    registerId: row.whole('register_id'),
    byElection: row.day('by_election'),
    latitude: row.degrees('lat'),
    longitude: row.degrees('long'),
  }
}
