import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readPostcode } from '../../app/domain/place/postcode'
import { findUnit, type Sector, sectorOf } from '../../app/domain/place/sector'
import { read } from './reading'

/** Facts about the country, which are no part of the project. */
const folder = '../shared/data'
const missing = existsSync(folder) ? null : `${folder} is missing`

const files = { constituencies: 'constituencies.csv', members: 'mps.csv' }

if (missing) test('real places', context => context.skip(missing))
else {
  test('every postcode of Great Britain is read, and read back as it was', async () => {
    const { postcodes, leftOut } = await read({ folder, ...files, postcodes: 'postcodes_gb_full.csv.gz' })
    const rows = gunzipSync(readFileSync(`${folder}/postcodes_gb_full.csv.gz`))
      .toString()
      .trimEnd()
      .split('\n')
    expect(wrongRows(postcodes?.sectors ?? [], rows.slice(1))).toEqual([])
    expect(rows).toHaveLength(1_733_407)
    expect(leftOut).toEqual({ noConstituency: 0, northernIreland: 0 })
  })

  test('every postcode of the sample leads to the seat it names, in Northern Ireland too', async () => {
    const { postcodes } = await read({ folder, ...files, postcodes: 'postcodes_sample.csv' })
    const rows = readFileSync(`${folder}/postcodes_sample.csv`, 'utf8').trimEnd().split('\n')
    expect(wrongRows(postcodes?.sectors ?? [], rows.slice(1))).toEqual([])
    expect(rows).toHaveLength(13_092)
  })

  test('every constituency is read, and who sits there', async () => {
    const { constituencies, members } = await read({ folder, ...files })
    expect(constituencies?.rows).toHaveLength(650)
    expect(constituencies?.rows.filter(({ nameCy }) => nameCy !== null)).toHaveLength(32)
    expect(new Set(constituencies?.rows.map(({ region }) => region)).size).toBe(12)
    expect(members?.rows).toHaveLength(650)
    expect(members?.rows.filter(({ email }) => email === null)).toHaveLength(4)
    expect(members?.rows.filter(({ role }) => role === 'does-not-sit')).toHaveLength(7)
    expect(members?.rows.filter(({ role }) => role === 'speaker')).toHaveLength(1)
    expect(members?.rows.filter(({ salutation }) => /Hon/.test(salutation))).toEqual([])
  })
}

/** The first rows whose postcode is found in another constituency than theirs, or nowhere. */
function wrongRows(sectors: readonly Sector[], rows: readonly string[]): readonly string[] {
  const named = new Map(sectors.map(sector => [sector.name, sector]))
  const isRight = (row: string) => {
    const [typed = '', code] = row.split(',')
    const postcode = readPostcode(typed)
    const sector = postcode && named.get(sectorOf(postcode))
    const answer = sector && findUnit(sector, postcode)
    return answer?.kind === 'found' && answer.code === code
  }
  return rows.filter(row => !isRight(row)).slice(0, 10)
}
