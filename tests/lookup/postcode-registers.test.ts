import { describe, expect, test } from 'vitest'
import { fictionalSeat, mapitFound, postcodesIoFound } from '../support/parliament'
import { type Register, startRegisters } from '../support/registers'
import { openOver, postcode } from './world'

const seat = fictionalSeat(1, { postcodes: ['ZZ1 1AA'] })

async function open(register: Register, seats = [seat], mapitKey: string | null = null) {
  const registers = await startRegisters(seats)
  const { postcodes, logged } = openOver(registers, register, { mapitKey })
  const [opened] = postcodes
  if (!opened) throw new Error('no register was opened')
  return { registers, opened, logged, lookUp: (full: string) => opened.lookUp(postcode(full)) }
}

describe('postcodes.io', () => {
  test('a postcode is found in its constituency of 2024, by its code', async () => {
    const { lookUp, registers } = await open('postcodes.io')
    expect(await lookUp('zz1 1aa')).toEqual({
      code: seat.code,
      registerId: null,
      name: seat.name,
      region: 'South East',
      country: 'England',
    })
    expect(registers.asked.map(({ path }) => path)).toEqual(['/postcodes/ZZ11AA'])
  })

  test('one that it does not know is unknown, and so is one that is out of use', async () => {
    const { lookUp, registers } = await open('postcodes.io')
    registers.terminated = ['ZZ1 9AB']
    expect(await lookUp('ZZ1 1AB')).toBe('unknown')
    expect(await lookUp('ZZ1 9AB')).toBe('unknown')
  })

  test('one that lies in no constituency is unknown', async () => {
    const { lookUp, registers } = await open('postcodes.io')
    expect(await lookUp('ZZ0 1AA')).toBe('unknown')
    for (const code of [null, '', 'M99999999', 'L99999999', 'N99999999', 'M83000003', 'L93000001']) {
      const body = postcodesIoFound('ZZ1 1AA', { code: code as string, name: 'Nowhere' })
      registers.behave('postcodes.io', { do: 'answer-with', status: 200, body })
      expect(await lookUp('ZZ1 1AA'), String(code)).toBe('unknown')
    }
  })

  test.each([
    ['for another postcode', 200, postcodesIoFound('ZZ2 2BB', seat)],
    ['with a code that is none', 200, postcodesIoFound('ZZ1 1AA', { code: 'E14', name: 'Ash Vale' })],
    ['without codes', 200, { status: 200, result: { postcode: 'ZZ1 1AA' } }],
    ['of a wrong address', 404, { status: 404, error: 'Resource not found' }],
    ['of somebody else', 404, { message: 'no such postcode' }],
  ])('an answer %s is none: it is away', async (_, status, body) => {
    const { lookUp, registers } = await open('postcodes.io')
    registers.behave('postcodes.io', { do: 'answer-with', status, body })
    await expect(lookUp('ZZ1 1AA')).rejects.toThrow('postcodes.io does not answer')
  })
})

test.each(['postcodes.io', 'mapit'] as const)(
  'what %s calls a constituency is one line that hides nothing',
  async register => {
    const { lookUp, registers } = await open(register)
    const odd = { ...seat, name: 'Ash\r\nBcc: all\u001b[2J \u202eVale' }
    const body = register === 'mapit' ? mapitFound('ZZ1 1AA', odd) : postcodesIoFound('ZZ1 1AA', odd)
    registers.behave(register, { do: 'answer-with', status: 200, body })
    expect(await lookUp('ZZ1 1AA')).toMatchObject({ name: 'Ash Bcc: all [2J Vale' })
  },
)

describe('MapIt', () => {
  test('a postcode is found in the Westminster constituency among its areas', async () => {
    const { lookUp, registers } = await open('mapit')
    expect(await lookUp('ZZ1 1AA')).toEqual({
      code: seat.code,
      registerId: null,
      name: seat.name,
      region: null,
      country: 'England',
    })
    expect(registers.asked).toMatchObject([{ path: '/postcode/ZZ11AA' }])
    expect(registers.asked[0]?.headers).not.toHaveProperty('x-api-key')
  })

  test('the key is sent where there is one', async () => {
    const { lookUp, registers } = await open('mapit', [seat], 'a-key')
    await lookUp('ZZ1 1AA')
    expect(registers.asked).toMatchObject([{ headers: { 'x-api-key': 'a-key' } }])
  })

  test('one that it does not know is unknown, and so is one that it calls invalid or that lies in none', async () => {
    const { lookUp, registers } = await open('mapit')
    expect(await lookUp('ZZ1 1AB')).toBe('unknown')
    expect(await lookUp('ZZ0 1AA')).toBe('unknown')
    const invalid = { code: 400, error: "Postcode 'ZZ1 1AA' is not valid." }
    registers.behave('mapit', { do: 'answer-with', status: 400, body: invalid })
    expect(await lookUp('ZZ1 1AA')).toBe('unknown')
  })

  test.each([
    ['whose quota is used up', 403, { code: 403, error: 'Usage limit reached' }],
    ['whose shortcut leads nowhere', 200, { ...mapitFound('ZZ1 1AA', seat), areas: {} }],
    ['for another postcode', 200, mapitFound('ZZ2 2BB', seat)],
    ['of a wrong address', 404, '<h1>Not Found</h1>'],
  ])('one %s is away', async (_, status, body) => {
    const { lookUp, registers } = await open('mapit')
    registers.behave('mapit', { do: 'answer-with', status, body })
    await expect(lookUp('ZZ1 1AA')).rejects.toThrow('mapit does not answer')
  })
})

describe('the Members API', () => {
  test('a postcode is found in its constituency, by a number and a name', async () => {
    const { lookUp, registers } = await open('members-api')
    expect(await lookUp('ZZ1 1AA')).toEqual({
      code: null,
      registerId: seat.id,
      name: seat.name,
      region: null,
      country: null,
    })
    expect(registers.asked.map(({ path }) => path)).toEqual([
      '/api/Location/Constituency/Search?searchText=ZZ1%201AA&skip=0&take=20',
    ])
  })

  test('where it widens what was asked to several constituencies, the postcode is unknown', async () => {
    const neighbour = fictionalSeat(2, { postcodes: ['ZZ1 2BB'] })
    const { lookUp } = await open('members-api', [seat, neighbour])
    expect(await lookUp('ZZ1 9ZZ')).toBe('unknown')
  })

  test('where it finds nothing, the postcode is unknown', async () => {
    const { lookUp } = await open('members-api')
    expect(await lookUp('ZZ9 9ZZ')).toBe('unknown')
  })

  test('a constituency of former boundaries is none', async () => {
    const { lookUp } = await open('members-api', [{ ...seat, endDate: '2024-05-30T00:00:00' }])
    expect(await lookUp('ZZ1 1AA')).toBe('unknown')
  })

  test('one result of several that it tells of is not one', async () => {
    const { lookUp, registers } = await open('members-api')
    const item = { value: { id: 1, name: 'Ash Vale', endDate: null } }
    registers.behave('members-api', {
      do: 'answer-with',
      status: 200,
      body: { items: [item], totalResults: 2 },
    })
    expect(await lookUp('ZZ1 1AA')).toBe('unknown')
  })
})

test('each register says what its licence asks to be shown, and where it is asked', async () => {
  const registers = await startRegisters()
  const { postcodes, members } = openOver(registers, 'mapit,members-api,postcodes.io')
  expect(postcodes.map(({ name, source }) => [name, source.name, source.from, source.credits[0]])).toEqual([
    ['mapit', 'MapIt', new URL(registers.url).host, 'Powered by MapIt, https://mapit.mysociety.org'],
    [
      'members-api',
      'UK Parliament Members API',
      new URL(registers.url).host,
      'Contains Parliamentary information licensed under the Open Parliament Licence v3.0',
    ],
    [
      'postcodes.io',
      'postcodes.io',
      new URL(registers.url).host,
      'Contains OS data © Crown copyright and database right 2026',
    ],
  ])
  expect(members?.name).toBe('members-api')
  expect(openOver(registers, 'files').members).toBeNull()
})
