import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { benchConstituencies } from './seats'

/** Real postcodes, which the project does not hold: 1,733,406 in 632 constituencies. */
const real = '../shared/data/postcodes_gb_full.csv.gz'

export interface PostcodeTable {
  /** A CSV of `postcode,ons_code`. */
  readonly file: string
  readonly codes: readonly string[]
  readonly postcodes: readonly string[]
  readonly from: 'real ones' | 'made ones'
}

/** Every postcode of Great Britain, or as many that are made where those are not at hand. */
export function postcodeTable(folder: string): PostcodeTable {
  const file = join(folder, 'postcodes.csv')
  const csv = existsSync(real) ? gunzipSync(readFileSync(real)).toString('utf8') : madeTable()
  writeFileSync(file, csv)
  const rows = csv.trimEnd().split('\n').slice(1)
  return {
    file,
    codes: [...new Set(rows.map(row => row.slice(row.indexOf(',') + 1).trim()))],
    postcodes: rows.map(row => row.slice(0, row.indexOf(','))),
    from: existsSync(real) ? 'real ones' : 'made ones',
  }
}

const letters = 'ABDEFGHJLNPQRSTUWXYZ'
const [areas, districts, sectors, unitsEach] = [20, 48, 9, 200] as const

/** 1.73 million of 8,640 sectors, each with half of the units that it could have. */
function madeTable(): string {
  const rows = ['postcode,ons_code']
  for (let area = 0; area < areas; area++)
    for (let district = 1; district <= districts; district++)
      for (let sector = 1; sector <= sectors; sector++) {
        const seat = benchConstituencies[(area * districts + district) % benchConstituencies.length]
        const name = `Z${letters[area]}${district} ${sector}`
        for (let unit = 0; unit < unitsEach; unit++)
          rows.push(`${name}${letters[unit % 20]}${letters[Math.floor(unit / 10) % 20]},${seat?.code}`)
      }
  return `${rows.join('\n')}\n`
}
