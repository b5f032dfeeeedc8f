import { describe, expect, test } from 'vitest'
import type { Constituency, Member, Parliament } from '../../app/domain/place/place'
import { openOver } from '../lookup/world'
import { ashford, members, placesDraft, savePlaces } from '../support/campaign'
import { clockAt, day } from '../support/clock'
import { type FictionalSeat, fictionalMember, fictionalSeat, fictionalSeats } from '../support/parliament'
import { testPorts } from '../support/ports'
import { startRegisters } from '../support/registers'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

async function open(seats: readonly FictionalSeat[] = fictionalSeats(40), places = 'files,members-api') {
  const clock = clockAt()
  const { store } = openTestStore()
  const registers = await startRegisters(seats)
  const opened = openOver(registers, places, { clock })
  const ports = {
    ...testPorts(store, clock),
    registers: { ...opened, readFiles: () => Promise.reject(new Error('no files')) },
  }
  return { clock, store, registers, run: terminal(ports) }
}

type World = Awaited<ReturnType<typeof open>>

/** The constituencies of a file, by the codes that it gives them. */
async function importConstituencies(
  { store, clock }: World,
  seats: readonly FictionalSeat[],
  sitting: readonly Member[] | null = null,
) {
  const constituencies = seats.map(({ code, name }): Constituency => ({ ...ashford, code, name }))
  await store.importPlaces(
    placesDraft({ constituencies, members: sitting, postcodes: null }),
    clock.now(),
    'save',
  )
}

async function sitting({ store }: World) {
  return new Map((await store.seats()).map(({ code, member, vacancy }) => [code, member?.name ?? vacancy]))
}

describe('where no file was imported', () => {
  test('every constituency comes from the register, under a code of ours, with who sits there', async () => {
    const world = await open([...fictionalSeats(39), fictionalSeat(40, { member: null })])
    const { exitCode, out, notes } = await world.run('places', 'sync')
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: '' })
    expect(out).toMatch(/^Members: 39\.\nArrived:\n {2}Robin Bel, Bel Vale\n/)
    expect(out).toContain('\nVacant:\n  Elmash Vale\n')
    expect(out).toContain('\nNew constituencies:\n  Bel Vale\n')
    expect((await sitting(world)).get('M00004001')).toBe('Robin Bel')
    expect((await sitting(world)).get('M00004040')).toBe('vacant')
    expect((await world.store.seat('M00004007'))?.member).toMatchObject({
      ...{
        id: 907,
        salutation: 'Mx Hol',
        email: 'member7@parliament.example',
        role: 'member',
        since: '2024-07-04',
      },
    })
    const { sources, syncedAt } = await world.store.placeFacts()
    expect(sources.map(({ part, name, total }) => [part, name, total])).toEqual([
      ['constituencies', 'UK Parliament Members API', 40],
      ['members', 'UK Parliament Members API', 39],
    ])
    expect(syncedAt).toEqual(world.clock.now())
  })

  test('one that a register of postcodes named before is the same, and keeps its code', async () => {
    const world = await open()
    const { since: _since, until: _until, ...named } = ashford
    await world.store.learnConstituency({ ...named, code: 'X14000003', name: 'DUN VALE' }, world.clock.now())
    await world.run('places', 'sync')
    expect(await world.store.seat('X14000003')).toMatchObject({
      registerId: 4003,
      member: { name: 'Robin Dun' },
    })
    expect(await world.store.seat('M00004003')).toBeNull()
    expect(await world.store.seats()).toHaveLength(40)
  })

  test('one that is renamed is the same; one whose number is gone has ended', async () => {
    const world = await open()
    await world.run('places', 'sync')
    world.registers.seats = [
      fictionalSeat(1, { name: 'Bel and Moor' }),
      ...fictionalSeats(39).slice(1),
      fictionalSeat(41, { name: 'Brand New' }),
    ]
    await world.run('places', 'sync')
    expect(await world.store.seat('M00004001')).toMatchObject({ member: { name: 'Robin Bel' }, until: null })
    expect(await world.store.seat('M00004040')).toMatchObject({ until: '2026-11-23' })
    expect((await sitting(world)).get('M00004041')).toBe('Robin Elmbel')
  })

  test('those of the demonstration give way', async () => {
    const world = await open()
    await savePlaces(world.store, world.clock.now())
    await world.run('places', 'sync')
    expect((await world.store.seats()).map(({ code }) => code)).not.toContain(ashford.code)
    expect(await world.store.seats()).toHaveLength(40)
  })
})

describe('where a file named the constituencies', () => {
  test('each member sits in the one of the same name, and the constituencies stay the file’s', async () => {
    const world = await open()
    const shouted = fictionalSeats(40).map(seat => ({ ...seat, name: seat.name.toUpperCase() }))
    await importConstituencies(world, shouted)
    expect((await world.run('places', 'sync')).exitCode).toBe(0)
    expect((await sitting(world)).get('X14000017')).toBe('Robin Belhol')
    expect((await world.store.placeFacts()).sources[0]).toMatchObject({
      ...{ part: 'constituencies', name: 'A file for tests' },
    })
  })

  test('one whose name the file spells otherwise is joined by who sat there before', async () => {
    const world = await open()
    const file = fictionalSeats(40).map(seat => (seat.id === 4005 ? { ...seat, name: 'Fen Dale' } : seat))
    const before: Member = {
      ...(members[0] as Member),
      id: 905,
      constituencyCode: 'X14000005',
      name: 'Robin Fen',
    }
    await importConstituencies(world, file, [before])
    await world.run('places', 'sync')
    expect(await world.store.seat('X14000005')).toMatchObject({
      name: 'Fen Dale',
      member: { name: 'Robin Fen' },
    })
  })

  test('one that the file does not have is left out, and said', async () => {
    const world = await open()
    await importConstituencies(world, fictionalSeats(39))
    const { exitCode, out } = await world.run('places', 'sync')
    expect(exitCode).toBe(0)
    expect(out).toContain('Not among the constituencies that were imported, and left out:\n  Elmash Vale\n')
    expect(await world.store.seats()).toHaveLength(39)
  })

  test('a file of some of them is enough', async () => {
    const world = await open()
    await importConstituencies(world, fictionalSeats(3))
    const { out } = await world.run('places', 'sync')
    expect(out).toMatch(/^Members: 3\./)
  })

  test('where the register has other boundaries, nothing changes: members move with elections', async () => {
    const world = await open()
    const old = fictionalSeats(40).map((seat, i) => (i < 5 ? { ...seat, name: `Old ${seat.name}` } : seat))
    const sat = old.map(
      ({ code }, i): Member => ({ ...(members[0] as Member), id: 901 + i, constituencyCode: code }),
    )
    await importConstituencies(world, old, sat)
    const before = await sitting(world)
    expect(await world.run('places', 'sync')).toMatchObject({
      exitCode: 1,
      notes: expect.stringMatching(
        /^The register does not name 5 of the 40 constituencies known, such as Old Bel Vale: .* Nothing was changed\.\n$/,
      ),
    })
    expect(await sitting(world)).toEqual(before)
  })
})

describe('what changed is said', () => {
  test('who arrived, who left, whose address changed and what is vacant', async () => {
    const world = await open()
    await world.run('places', 'sync')
    const moved = fictionalMember(2, { contacts: [{ typeId: 1, email: 'new@parliament.example' }] })
    world.registers.seats = [
      fictionalSeat(1, { member: fictionalMember(901, { nameDisplayAs: 'Nova Hill' }) }),
      fictionalSeat(2, { member: moved }),
      fictionalSeat(3, { member: null }),
      fictionalSeat(4, { member: fictionalMember(4, { contacts: [] }) }),
      ...fictionalSeats(40).slice(4),
    ]
    expect((await world.run('places', 'sync')).out).toBe(
      [
        'Members: 39.',
        'Arrived:',
        '  Nova Hill, Bel Vale',
        'Left:',
        '  Robin Bel, Bel Vale',
        '  Robin Dun, Dun Vale',
        'Changed:',
        '  Robin Cor, Cor Vale: e-mail address',
        '  Robin Elm, Elm Vale: e-mail address',
        'Vacant:',
        '  Dun Vale',
        '',
      ].join('\n'),
    )
    expect((await world.store.seat('M00004004'))?.member?.email).toBeNull() // no longer published
  })

  test('where nothing changed, that too', async () => {
    const world = await open()
    await world.run('places', 'sync')
    expect((await world.run('places', 'sync')).out).toBe('Members: 40.\n')
  })

  test('a dry run says it and changes nothing', async () => {
    const world = await open()
    const { out, notes } = await world.run('places', 'sync', '--dry-run')
    expect(notes).toBe('A dry run: nothing was changed. This is what would be.\n')
    expect(out).toContain('Arrived:\n  Robin Bel, Bel Vale\n')
    expect(await world.store.seats()).toEqual([])
    expect((await world.store.placeFacts()).syncedAt).toBeNull()
  })
})

describe('a seat that an operator vacated', () => {
  test('stays vacant while the register names who sat there, and is filled once it names another', async () => {
    const world = await open()
    await world.run('places', 'sync')
    await world.run('places', 'vacate', 'Bel Vale', '--by-election', '2027-02-04')
    await world.run('places', 'sync')
    expect(await world.store.seat('M00004001')).toMatchObject({
      vacancy: 'vacant',
      byElection: '2027-02-04',
    })
    const member = fictionalMember(41)
    world.registers.seats = [fictionalSeat(1, { member }), ...fictionalSeats(40).slice(1)]
    await world.run('places', 'sync')
    expect((await sitting(world)).get('M00004001')).toBe(member.nameDisplayAs)
    expect(await world.store.vacatedSeats()).toEqual({})
  })
})

describe('half an answer changes nothing', () => {
  const few = fictionalSeats(40).map((seat, i) => (i < 5 ? { ...seat, member: null } : seat))

  test('fewer members than nine in ten seats', async () => {
    const world = await open()
    await world.run('places', 'sync')
    const before = await sitting(world)
    world.registers.seats = few
    expect(await world.run('places', 'sync')).toMatchObject({
      exitCode: 1,
      notes:
        'members-api names 35 members for 40 constituencies, which is too few to believe. Nothing was changed.\n',
    })
    expect(await sitting(world)).toEqual(before)
  })

  test('unless somebody says that it is right', async () => {
    const world = await open(few)
    expect((await world.run('places', 'sync', '--accept-fewer')).out).toMatch(/^Members: 35\./)
    expect((await sitting(world)).get('M00004001')).toBe('vacant')
  })

  test('nine in ten are enough', async () => {
    const world = await open(few.with(0, fictionalSeat(1)))
    expect((await world.run('places', 'sync')).out).toMatch(/^Members: 36\./)
  })

  test('no constituency at all, a register that is away, and none to ask', async () => {
    const empty = await open([])
    expect(await empty.run('places', 'sync')).toMatchObject({
      exitCode: 1,
      notes: 'members-api names no constituency. Nothing was changed.\n',
    })
    const gone = await open()
    await gone.registers.close()
    expect(await gone.run('places', 'sync')).toMatchObject({
      exitCode: 1,
      notes: 'members-api does not answer: ECONNREFUSED. Nothing was changed; try again later.\n',
    })
    const none = await open([], 'files,postcodes.io')
    expect(await none.run('places', 'sync')).toMatchObject({
      exitCode: 1,
      notes:
        'PLACES leaves members-api out, so there is no register of members to ask. Nothing was changed.\n',
    })
  })
})

describe('a dissolved Parliament', () => {
  const nobody = fictionalSeats(40).map(seat => ({ ...seat, member: null }))
  const dissolved: Parliament = {
    state: 'dissolved',
    dissolved: '2026-11-20',
    election: '2026-12-17',
    by: 'operator',
  }
  const elected = (since: string, howMany: number) =>
    fictionalSeats(40).map((seat, i) =>
      i < howMany
        ? { ...seat, member: fictionalMember(i + 1, { statusStartDate: `${since}T00:00:00` }) }
        : seat,
    )

  test('is one whose register names nobody; members come back when it names them', async () => {
    const world = await open()
    await world.run('places', 'sync')
    world.registers.seats = nobody
    expect((await world.run('places', 'sync', '--dry-run')).out).toMatch(/^Parliament is dissolved/)
    expect(await world.store.parliament()).toMatchObject({ state: 'sitting' })
    expect((await world.run('places', 'sync')).out).toMatch(
      /^Parliament is dissolved: the register names nobody/,
    )
    expect(await world.store.parliament()).toEqual({
      ...{ state: 'dissolved', dissolved: '2026-11-23', election: null, by: 'register' },
    })
    expect(new Set((await sitting(world)).values())).toEqual(new Set(['dissolved']))
    world.clock.advance(30 * day)
    expect((await world.run('places', 'sync')).out).toMatch(/^Parliament is dissolved, as before/)
    expect(await world.store.parliament()).toMatchObject({ dissolved: '2026-11-23' })
    world.registers.seats = [...nobody.slice(0, 5), ...fictionalSeats(40).slice(5)] // the first results
    expect((await world.run('places', 'sync')).exitCode).toBe(1)
    world.registers.seats = fictionalSeats(40)
    expect((await world.run('places', 'sync')).out).toMatch(/^Parliament sits again\.\nMembers: 40\./)
    expect((await sitting(world)).get('M00004001')).toBe('Robin Bel')
  })

  test('that an operator told of stays so while the register names those who sat before', async () => {
    const world = await open()
    await world.run('places', 'sync')
    await world.store.setParliament(dissolved, world.clock.now())
    expect((await world.run('places', 'sync')).out).toMatch(
      /^Parliament is dissolved, as an operator said, and the register still names those who sat before/,
    )
    world.registers.seats = elected('2026-12-17', 20)
    await world.run('places', 'sync')
    expect(await world.store.parliament()).toEqual(dissolved)
    world.registers.seats = nobody
    await world.run('places', 'sync')
    expect(await world.store.parliament()).toEqual(dissolved)
    world.registers.seats = elected('2026-12-17', 21)
    expect((await world.run('places', 'sync')).out).toMatch(/^Parliament sits again/)
    expect(await world.store.parliament()).toMatchObject({ state: 'sitting' })
  })
})
