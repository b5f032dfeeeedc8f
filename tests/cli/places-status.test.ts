import { expect, test } from 'vitest'
import type { Ports } from '../../app/domain/ports'
import { placesDraft, savePlaces } from '../support/campaign'
import { clockAt } from '../support/clock'
import { namedRegisters } from '../support/named-registers'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

const at = clockAt().now()

function open(odd: Partial<Ports> = {}) {
  const { store } = openTestStore()
  const ports = { ...testPorts(store, clockAt()), ...odd }
  return { store, run: terminal(ports) }
}

/** Each line as its columns. */
function columns(out: string): string[][] {
  return out.split('\n').map(line => line.trim().split(/ {2,}/))
}

test('before anything was brought in, status says how to, and is no failure', async () => {
  const { run } = open({ registers: namedRegisters })
  const { exitCode, out, notes } = await run('places', 'status')
  expect([exitCode, notes]).toEqual([0, ''])
  expect(out).toContain('No places have been brought in yet.')
  expect(out).toContain('places import')
  expect(out).toContain('places sync')
  expect(out).toContain('postcodes.io (api.postcodes.example)')
  expect((await open().run('places', 'status')).out).toContain('PLACES names no register')
})

test('status counts what there is, with its source and its day, and names what is missing', async () => {
  const { run, store } = open()
  await savePlaces(store, at)
  await store.noteMissed([{ outward: 'ZZ9', times: 3 }], at)
  const lines = columns((await run('places', 'status')).out)
  for (const line of [
    ['Parliament', 'sits'],
    ['Constituencies', '4'],
    ['Members', '3'],
    ['Postcodes', '4'],
    ['Asked for postcodes', 'no register'],
    ['Members', '3', 'read 2026-11-23', 'A file for tests, from test.csv'],
    ['Seats without a member (1)'],
    ['Empty Seat', 'vacant'],
    ['Members who publish no e-mail address (1)'],
    ['Sil Lent', 'Silent Seat'],
    ['ZZ9', '3 ×', 'last 2026-11-23'],
    ['Invented for tests'],
  ])
    expect(lines).toContainEqual(line)
})

test('a long list is cut with how many are left, and a program gets all of it', async () => {
  const { run, store } = open()
  const [row] = placesDraft().constituencies?.rows ?? []
  if (!row) throw new Error('no constituency')
  const many = Array.from({ length: 650 }, (_, n) => ({
    ...row,
    code: `Z14${String(n).padStart(6, '0')}`,
    name: `Seat ${n}`,
  }))
  const draft = placesDraft({ members: [], postcodes: {} })
  const constituencies = draft.constituencies && { ...draft.constituencies, rows: many }
  await store.importPlaces({ ...draft, constituencies }, at, 'save')
  const { out } = await run('places', 'status')
  expect(out).toContain('Seats without a member (650)')
  expect(out).toContain('and 620 more (--json)')
  const json = JSON.parse((await run('places', 'status', '--json')).out)
  expect(json.empty).toHaveLength(650)
})

test('as JSON its names are those of our public data', async () => {
  const { run, store } = open()
  await savePlaces(store, at)
  const { exitCode, out } = await run('places', 'status', '--json')
  const json = JSON.parse(out)
  expect(exitCode).toBe(0)
  expect(Object.keys(json)).toEqual([
    'kind',
    'sources',
    'asked',
    'credits',
    'parliament',
    'unplaced',
    'synced_at',
    'constituencies',
    'postcodes',
    'members',
    'empty',
    'members_from',
    'held',
    'missed',
  ])
  expect(json.sources[0].read_at).toBe(at.toISOString())
  expect(json.members.without_address).toEqual([{ name: 'Sil Lent', constituency: 'Silent Seat' }])
  expect(json.held).toEqual({})
})
