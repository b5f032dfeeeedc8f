import { describe, expect, test } from 'vitest'
import type { RegisteredMember } from '../../app/domain/place/register'
import { fictionalMember, fictionalSeat, fictionalSeats } from '../support/parliament'
import { startRegisters, type TestRegisters } from '../support/registers'
import { openOver, unwatched } from './world'

async function open(seats = fictionalSeats(45)) {
  const registers = await startRegisters(seats)
  const { members } = openOver(registers, 'members-api')
  if (!members) throw new Error('no register of members was opened')
  return { registers, read: (watch = unwatched) => members.read(watch) }
}

/** The one member of a parliament of one, with what is odd about them. */
async function readOne(odd: Parameters<typeof fictionalMember>[1]): Promise<RegisteredMember | undefined> {
  const { read } = await open([fictionalSeat(1, { member: fictionalMember(1, odd) })])
  return (await read()).members[0]
}

test('every seat and everybody who sits is read, page by page, vacant seats too', async () => {
  const vacant = fictionalSeat(46, { member: null })
  const { read, registers } = await open([...fictionalSeats(45), vacant])
  const { seats, members } = await read()
  expect(seats).toHaveLength(46)
  expect(members).toHaveLength(45)
  expect(seats.at(-1)).toEqual({
    code: null,
    registerId: vacant.id,
    name: vacant.name,
    region: null,
    country: null,
  })
  expect(members[20]).toEqual({
    id: 921,
    name: 'Robin Corbel',
    salutation: 'Mx Corbel',
    fullTitle: 'Robin Corbel MP',
    party: 'Independent',
    email: 'member21@parliament.example',
    role: 'member',
    since: '2024-07-04',
    seat: { registerId: 4021, name: 'Corbel Vale' },
  })
  expect(registers.asked.slice(0, 6).map(({ path }) => path)).toEqual([
    '/api/Location/Constituency/Search?skip=0&take=20',
    '/api/Location/Constituency/Search?skip=20&take=20',
    '/api/Location/Constituency/Search?skip=40&take=20',
    '/api/Members/Search?House=Commons&IsCurrentMember=true&skip=0&take=20',
    '/api/Members/Search?House=Commons&IsCurrentMember=true&skip=20&take=20',
    '/api/Members/Search?House=Commons&IsCurrentMember=true&skip=40&take=20',
  ])
  expect(registers.asked).toHaveLength(6 + 45)
  expect(registers.mostAtOnce).toBeLessThanOrEqual(4)
})

test('constituencies of former boundaries are not among them', async () => {
  const former = fictionalSeat(46, { endDate: '2024-05-30T00:00:00', member: null })
  const { read } = await open([...fictionalSeats(2), former])
  expect((await read()).seats).toHaveLength(2)
})

test('nobody sits while Parliament is dissolved', async () => {
  const { read } = await open(fictionalSeats(3).map(seat => ({ ...seat, member: null })))
  expect(await read()).toMatchObject({ seats: { length: 3 }, members: [] })
})

test('whoever waits sees each step go on to its end', async () => {
  const { read } = await open()
  const steps = new Map<string, number>()
  await read({ ...unwatched, report: (step, part) => void steps.set(step, part) })
  expect([...steps]).toEqual([
    ['Constituencies', 1],
    ['Members', 1],
    ['Addresses', 1],
  ])
})

describe('a member', () => {
  test('whose seat fell vacant meanwhile is left out', async () => {
    expect(await readOne({ membershipEndDate: '2026-11-20T00:00:00' })).toBeUndefined()
  })

  test.each([
    ['as they ask to be addressed', { nameAddressAs: 'Dr Ashel' }, 'Dr Ashel'],
    ['by their display name otherwise', { nameAddressAs: null }, 'Robin Bel'],
    ['never by "Rt Hon"', { nameAddressAs: 'Rt Hon Robin Bel' }, 'Robin Bel'],
    ['in one line', { nameAddressAs: ' Mx\t Bel\u200b\r\n' }, 'Mx Bel'],
  ])('is greeted %s', async (_, odd, salutation) => {
    expect(await readOne(odd)).toMatchObject({ salutation })
  })

  test('without a full title has their name on the envelope', async () => {
    expect(await readOne({ nameFullTitle: null })).toMatchObject({ fullTitle: 'Robin Bel' })
  })

  test.each([
    ['Speaker', 'speaker'],
    ['Sinn Féin', 'does-not-sit'],
    ['SINN FEIN', 'does-not-sit'],
    ['Labour', 'member'],
  ])('of the party %s is %s', async (party, role) => {
    expect(await readOne({ party })).toMatchObject({ party, role })
  })

  test.each([
    ['elected again', '1987-06-11T00:00:00', '2024-07-04T00:00:00', '2024-07-04'],
    ['back after some years', '2025-05-01T00:00:00', '2024-07-04T00:00:00', '2025-05-01'],
  ])(
    'who was %s sits since the later of two days',
    async (_, membershipStartDate, statusStartDate, since) => {
      expect(await readOne({ membershipStartDate, statusStartDate })).toMatchObject({ since })
    },
  )

  test.each([
    [
      'the parliamentary office',
      [
        { typeId: 4, email: 'local@parliament.example' },
        { typeId: 1, email: ' robin@parliament.example ' },
      ],
      'robin@parliament.example',
    ],
    [
      'another office where that publishes none',
      [
        { typeId: 1, email: null },
        { typeId: 4, email: 'local@parliament.example' },
      ],
      'local@parliament.example',
    ],
    ['nobody where none is published', [{ typeId: 1, email: '' }], null],
    ['nobody where nothing is', [], null],
    ['nobody where it is no address', [{ typeId: 1, email: 'robin at parliament.example' }], null],
    ['nobody where it is two', [{ typeId: 1, email: 'a@x.example; b@x.example' }], null],
  ])('has the address of %s', async (_, contacts, email) => {
    expect(await readOne({ contacts })).toMatchObject({ email })
  })
})

describe('all of it is read, or none', () => {
  const wrong: readonly (readonly [string, (registers: TestRegisters) => void, string])[] = [
    [
      'where a page does not come',
      registers => registers.behave('members-api', { do: 'answer-with', status: 500, body: 'down' }),
      'status 500',
    ],
    [
      'where a page is a page for readers',
      registers => registers.behave('members-api', { do: 'answer-with', status: 200, body: '<p>Busy</p>' }),
      'no JSON',
    ],
    [
      'where they come to fewer than they tell of',
      registers => registers.behave('members-api', items([], 45)),
      'Constituencies: of 45 only 0 came',
    ],
    [
      'where one comes twice',
      registers => registers.behave('members-api', items([item(1), item(1)], 2)),
      'Constituencies: of 2 there came 1 different ones',
    ],
    [
      'where they are more than there can be',
      registers => registers.behave('members-api', items([item(1)], 100_000)),
      'Constituencies: it tells of 100000',
    ],
    [
      'where they change while they are read',
      registers =>
        registers.behave(
          'members-api',
          items(
            Array.from({ length: 20 }, (_, i) => item(i)),
            46,
          ),
          1,
        ),
      'Constituencies: they changed while they were read',
    ],
  ]
  test.each(wrong)('%s', async (_, goWrong, why) => {
    const { registers, read } = await open()
    goWrong(registers)
    await expect(read()).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(
        new RegExp(`^members-api does not answer: .*${why}.*Nothing was changed`),
      ),
    })
  })

  test('where a member is of another shape: the House of Lords, or nameless', async () => {
    const seat = fictionalSeat(1)
    for (const odd of [{ nameDisplayAs: '' }, { id: 'one' as unknown as number }]) {
      const { registers, read } = await open([{ ...seat, member: fictionalMember(1, odd) }])
      await expect(read(), JSON.stringify(odd)).rejects.toThrow('the answer has another shape: items.0.value')
      expect(registers.asked).toHaveLength(2)
    }
  })

  test('where an address cannot be had: nobody is taken to publish none, and nobody else is asked for', async () => {
    const { registers, read } = await open()
    const whole = 6 + 45
    const failing = { do: 'answer-with', status: 404, body: '' } as const
    let begun = false
    const reading = read({
      ...unwatched,
      report(step) {
        if (step === 'Addresses' && !begun) registers.behave('members-api', failing, 1)
        begun ||= step === 'Addresses'
      },
    })
    await expect(reading).rejects.toThrow('members-api does not answer: status 404')
    await read() // long enough for whatever might still be under way
    expect(registers.asked.length).toBeLessThan(whole + 6 + 15)
  })

  test('where somebody stops it', async () => {
    const { registers, read } = await open()
    const stopping = new AbortController()
    const reading = read({
      stop: stopping.signal,
      report: () => stopping.abort(new Error('stopped by hand')),
    })
    await expect(reading).rejects.toThrow('stopped by hand')
    expect(registers.asked).toHaveLength(1)
  })
})

function item(id: number): object {
  return { value: { id, name: `Vale ${id}`, startDate: '2024-05-31T00:00:00', endDate: null } }
}

function items(some: readonly object[], totalResults: number) {
  return { do: 'answer-with', status: 200, body: { items: some, totalResults } } as const
}
