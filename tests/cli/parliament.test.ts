import { expect, test } from 'vitest'
import type { Member } from '../../app/domain/place/place'
import { openWorld } from '../store/contract/world'
import { ashford, brookside, emptySeat, members, placesDraft } from '../support/campaign'
import { day } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

const [asha, ...others] = members as [Member, ...Member[]]
const nia: Member = {
  ...asha,
  id: 77,
  name: 'Nia Penrose',
  salutation: 'Nia Penrose',
  email: 'nia@p.example',
}

test('while Parliament is dissolved nobody sits, until those elected are brought in and it is said to sit', async () => {
  const { run, store, clock } = await open()
  expect(await run('places', 'parliament', 'dissolved', '--election', '2026-12-31')).toEqual(
    said(
      'Parliament is dissolved since 2026-11-23: letters to MPs wait until after the general election, which is on 2026-12-31.\n',
    ),
  )
  expect((await store.seats()).map(({ vacancy }) => vacancy)).toEqual(Array(4).fill('dissolved'))
  clock.advance(40 * day)
  await store.importPlaces(placesDraft({ members: [nia, ...others] }), clock.now(), 'save')
  expect((await store.seat(ashford.code))?.vacancy).toBe('dissolved')
  expect(await run('places', 'parliament', 'sitting')).toEqual(said('Parliament sits.\n'))
  expect((await store.seat(ashford.code))?.member?.name).toBe('Nia Penrose')
  expect(await store.parliament()).toEqual({
    state: 'sitting',
    dissolved: null,
    election: null,
    by: 'operator',
  })
  expect(await run('places', 'parliament', 'sitting')).toEqual(said('Parliament sits already.\n'))
})

test.each([
  ['never brought in anew', 0],
  ['brought in while it was dissolved', 10],
  ['brought in before the polls closed', 38],
])('Parliament does not sit with the members of before the election: %s', async (_, after) => {
  const { run, store, clock } = await open()
  await run('places', 'parliament', 'dissolved', '--election', '2026-12-31')
  clock.advance(after * day)
  if (after) await store.importPlaces(placesDraft(), clock.now(), 'save')
  const brought = clock.now().toISOString().slice(0, 10)
  clock.advance(60 * day)
  expect(await run('places', 'parliament', 'sitting')).toEqual({
    exitCode: 1,
    out: '',
    notes: `The members known were brought in on ${brought}, and are those of before. Bring in those elected first; letters wait until then. Nothing was changed.\n`,
  })
  expect((await store.parliament()).state).toBe('dissolved')
})

test('a dissolution that was none is taken back, and letters go to those who sit as before', async () => {
  const { run, store, world } = await open()
  const { letter } = await world.signAndConfirm({ letter: letterDraft() })
  await run('places', 'parliament', 'dissolved')
  for (const mail of await world.claim())
    await store.settleOutgoing(mail, { state: 'held', why: 'dissolved' }, world.clock.now())
  expect(await run('places', 'parliament', 'sitting', '--as-before')).toEqual(said('Parliament sits.\n'))
  expect((await store.seat(ashford.code))?.member?.name).toBe('Asha Grange')
  expect(letter && (await store.letter(letter.id))?.state).toBe('queued')
})

test('the day of the general election is added later, and the day of the dissolution stays', async () => {
  const { run, store } = await open()
  await run('places', 'parliament', 'dissolved', '--since', '2026-11-20')
  await run('places', 'parliament', 'dissolved', '--election', '2026-12-17')
  expect(await store.parliament()).toEqual({
    state: 'dissolved',
    dissolved: '2026-11-20',
    election: '2026-12-17',
    by: 'operator',
  })
})

test.each([
  [['--since', '2026-11-24'], '2026-11-24 has not come yet: say so on that day. Nothing was changed.\n'],
  [
    ['--since', '2026-11-20', '--election', '2026-11-20'],
    'The general election comes after the dissolution, which was on 2026-11-20. Nothing was changed.\n',
  ],
])('days that cannot be are refused: %j', async (options, notes) => {
  const { run, store } = await open()
  expect(await run('places', 'parliament', 'dissolved', ...options)).toEqual({ exitCode: 1, out: '', notes })
  expect((await store.parliament()).state).toBe('sitting')
})

test.each([
  [['parliament', 'prorogued'], 'What follows places parliament must be one of dissolved, sitting'],
  [['parliament', 'dissolved', '--election', '31/12/2026'], '--election must be a day such as 2024-07-04'],
  [['parliament', 'sitting', '--election', '2026-12-31'], '--since and --election go with dissolved'],
  [['parliament', 'dissolved', '--as-before'], '--as-before with sitting'],
  [['vacate', ashford.code, '--by-election', 'soon'], '--by-election must be a day such as 2024-07-04'],
])('places %j is not understood, and nothing is opened', async (argv, words) => {
  const { exitCode, notes } = await terminal(null)('places', ...argv)
  expect(exitCode).toBe(2)
  expect(notes).toContain(words)
})

test.each([
  ['its code', ashford.code],
  ['its name, however it is written', 'ASHFORD  vale'],
])('a seat is vacated by %s, and the others stay', async (_, named) => {
  const { run, store } = await open()
  expect(await run('places', 'vacate', named, '--by-election', '2027-02-04')).toEqual(
    said('Ashford Vale is vacant until the by-election on 2027-02-04: Asha Grange no longer sits there.\n'),
  )
  expect(await store.seat(ashford.code)).toMatchObject({ vacancy: 'vacant', byElection: '2027-02-04' })
  expect((await store.seat(brookside.code))?.member?.name).toBe('Ben Holt')
})

test('the day of a by-election is given once it is called', async () => {
  const { run, store } = await open()
  expect(await run('places', 'vacate', emptySeat.code)).toEqual(said('Empty Seat is vacant.\n'))
  await run('places', 'vacate', 'Empty Seat', '--by-election', '2027-02-04')
  expect((await store.seat(emptySeat.code))?.byElection).toBe('2027-02-04')
})

test('a name that no seat or more than one has is refused, and so is a day that has passed', async () => {
  const { run, store, clock } = await open()
  const twin = { ...emptySeat, code: 'Z14000105', name: 'Twin', nameCy: 'Brookside' }
  const constituencies = [ashford, brookside, twin]
  const draft = placesDraft({ constituencies, members: [asha], postcodes: {} })
  await store.importPlaces(draft, clock.now(), 'save')
  expect((await run('places', 'vacate', 'Nowhere')).notes).toBe('There is no constituency Nowhere.\n')
  expect((await run('places', 'vacate', 'brookside')).notes).toBe(
    'Z14000102 is Brookside, Z14000105 is Twin: give the code. Nothing was changed.\n',
  )
  expect((await run('places', 'vacate', ashford.code, '--by-election', '2026-11-22')).notes).toBe(
    '2026-11-22 has passed. Nothing was changed.\n',
  )
  expect((await store.seat(ashford.code))?.member?.name).toBe('Asha Grange')
})

function said(out: string) {
  return { exitCode: 0, out, notes: '' }
}

async function open() {
  const world = await openWorld(() => openTestStore().store)
  const { store, clock } = world
  return { world, store, clock, run: terminal(testPorts(store, clock)) }
}
