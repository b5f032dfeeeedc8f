import { existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { folderWith, read, refusal } from './reading'

const hexes = { Z14000101: { q: 0, r: 0 }, Z14000102: { q: 0, r: 1, n: 'Brookside' } }

test('a map of hexagons is read, plain or gzipped, with each place as it stands on a point', async () => {
  const json = JSON.stringify({ layout: 'odd-r', hexes, source: 'drawn for this test' })
  const folder = folderWith({ 'map.hexjson': json, 'map.json.gz': gzipSync(json) })
  for (const hexjson of ['map.hexjson', 'map.json.gz'])
    expect([...((await read({ folder, hexjson })).hexagons ?? [])]).toEqual([
      ['Z14000101', { q: 0, r: 0 }],
      ['Z14000102', { q: 1, r: -1 }], // a row higher is up and, in odd rows, half a hexagon to the right
    ])
})

test.each([
  ['{', 'is not JSON'],
  [[], 'names no layout: odd-r, even-r, odd-q or even-q'],
  [{ layout: 'square', hexes }, 'names no layout: odd-r, even-r, odd-q or even-q'],
  [{ layout: 'odd-r', hexes: {} }, 'has no hexes'],
  [
    { layout: 'odd-r', hexes: { __proto__x: { q: 0, r: 0 } } },
    'names “__proto__x”, which is no code of a constituency',
  ],
  [{ layout: 'odd-r', hexes: { Z14000101: { q: 0.5, r: 0 } } }, 'says no whole q and r of Z14000101'],
  [{ layout: 'odd-r', hexes: { Z14000101: null } }, 'says no whole q and r of Z14000101'],
  [
    { layout: 'odd-r', hexes: { ...hexes, Z14000103: { q: 0, r: 1 } } },
    'puts Z14000102 and Z14000103 in one hexagon',
  ],
])('%j is refused: it %s', async (json, words) => {
  const folder = folderWith({ 'map.json': typeof json === 'string' ? json : JSON.stringify(json) })
  expect(await refusal({ folder, hexjson: 'map.json' })).toEqual([`map.json ${words}`])
})

const real = '../shared/data/hexmap.json'

test('the map of the real constituencies is read, each with a hexagon of its own', async context => {
  if (!existsSync(real)) return context.skip(`${real} is not here`)
  const { hexagons } = await read({ folder: '.', hexjson: real })
  expect(hexagons?.size).toBe(650)
  expect(new Set([...(hexagons?.values() ?? [])].map(({ q, r }) => `${q} ${r}`)).size).toBe(650)
})
