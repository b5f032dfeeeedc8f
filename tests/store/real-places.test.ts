import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, type TestContext, test } from 'vitest'
import type { Located, Places } from '../../app/domain/place/place'
import type { PlaceFiles } from '../../app/domain/place/register'
import type { Store } from '../../app/domain/store'
import { readPlaceFiles } from '../../app/lookup/files/read-files'
import { importedPlaces } from '../../app/lookup/imported'
import { postgresMissing } from '../support/postgres-server'
import { openTestPostgres } from '../support/postgres-store'
import { openTestStore } from '../support/store'

const folder = '../shared/data'
const at = new Date('2026-11-26T12:00:00.000Z')

describe.each([
  ['SQLite', async () => openTestStore().store],
  [
    'PostgreSQL',
    async (context: TestContext) => {
      const missing = postgresMissing()
      return missing ? context.skip(missing) : openTestPostgres()
    },
  ],
] as const)('on %s', (_, openStore) => {
  test('all 650 constituencies with their members, and every postcode of Great Britain, come back as they were brought in', async context => {
    if (!existsSync(folder)) return context.skip(`there is no ${folder} with real places`)
    const store = await openStore(context)
    const change = await bringIn(store, {
      constituencies: 'constituencies.csv',
      members: 'mps.csv',
      postcodes: 'postcodes_gb_full.csv.gz',
    })
    expect(change.constituencies?.total).toBe(650)
    expect(change.members).toMatchObject({ total: 650, vacant: [] })
    expect(change.postcodes).toMatchObject({ total: 1_733_406, added: 1_733_406 })
    const rows = gunzipSync(readFileSync(`${folder}/postcodes_gb_full.csv.gz`))
      .toString()
      .trimEnd()
      .split('\n')
    expect(rows).toHaveLength(1_733_407)
    expect(
      await mismatches(
        importedPlaces(store, () => at),
        rows.slice(1),
      ),
    ).toEqual([])

    const sample = readFileSync(`${folder}/postcodes_sample.csv`, 'utf8').trimEnd().split('\n').slice(1)
    expect(sample).toHaveLength(13_091)
    const ofGreatBritain = sample.filter(row => !row.startsWith('BT'))
    expect(
      await mismatches(
        importedPlaces(store, () => at),
        ofGreatBritain,
      ),
    ).toEqual([])

    await bringIn(store, { postcodes: 'postcodes_sample.csv' })
    expect(
      await mismatches(
        importedPlaces(store, () => at),
        sample,
      ),
    ).toEqual([])
  })
})

async function bringIn(store: Store, some: Partial<PlaceFiles>) {
  const files: PlaceFiles = {
    folder,
    ...{ constituencies: null, members: null, postcodes: null, hexjson: null, since: null, credit: null },
    northernIreland: 'kept',
    ...some,
  }
  const watch = { report() {}, stop: new AbortController().signal }
  return store.importPlaces(await readPlaceFiles(files, watch), at, 'save')
}

/** Rows of `postcode,ons_code,…` that are not found where they say. */
async function mismatches(places: Pick<Places, 'lookUp'>, rows: readonly string[]): Promise<string[]> {
  const wrong: string[] = []
  for (const row of rows) {
    const [full = '', code] = row.split(',')
    const located: Located = await places.lookUp({ full, outward: full.slice(0, full.indexOf(' ')) })
    if (located.kind !== 'found' || located.code !== code) wrong.push(`${full} ${JSON.stringify(located)}`)
  }
  return wrong
}
