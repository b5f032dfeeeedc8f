import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openAsking } from '../../app/lookup/registers/asking'
import { clockAt, second } from '../support/clock'
import { keptLog } from '../support/log'
import { type Manner, startRegisters } from '../support/registers'
import { handTimers, noPauses } from '../support/timers'

const shape = z.object({ status: z.literal(200), result: z.object({ postcode: z.string() }) })
const none = z.object({ status: z.literal(404) })
const path = '/postcodes/ZZ11AA'
const found: Manner = {
  do: 'answer-with',
  status: 200,
  body: { status: 200, result: { postcode: 'ZZ1 1AA' } },
}
const answer = { status: 200, body: { status: 200, result: { postcode: 'ZZ1 1AA' } } }
const failing = (status: number, headers = {}): Manner => ({
  do: 'answer-with',
  status,
  body: 'down for a moment',
  headers,
})

/** A register that answers, and what asks it. */
async function open(odd: Partial<Parameters<typeof openAsking>[0]> = {}) {
  const registers = await startRegisters()
  const clock = clockAt()
  const { log, logged } = keptLog()
  const timers = noPauses()
  const ask = openAsking({
    ...{ name: 'postcodes.io', url: registers.url, headers: { 'User-Agent': 'Undersigned/1.0' }, log },
    ...{ now: clock.now, after: timers.after, chance: () => 0.5, ...odd },
  })
  const behave = (manner: Manner, times?: number) => registers.behave('postcodes.io', manner, times)
  behave(found)
  const words = () => logged.map(line => line.words)
  return {
    registers,
    behave,
    clock,
    logged,
    words,
    pauses: timers.pauses,
    ask: () => ask(path, { 200: shape, 404: none }),
  }
}

test('a register is told who asks and what is wanted, and nothing else', async () => {
  const { registers, ask } = await open()
  expect(await ask()).toEqual(answer)
  expect(registers.asked).toMatchObject([
    { path, headers: { 'user-agent': 'Undersigned/1.0', accept: 'application/json' } },
  ])
  expect(Object.keys(registers.asked[0]?.headers ?? {})).not.toContain('cookie')
  expect(Object.keys(registers.asked[0]?.headers ?? {})).not.toContain('referer')
})

test('each status that means something comes with its body', async () => {
  const { behave, ask } = await open()
  behave({ do: 'answer-with', status: 404, body: { status: 404, error: 'Postcode not found' } })
  expect(await ask()).toEqual({ status: 404, body: { status: 404 } })
})

describe('a fault that may pass is tried again', () => {
  test.each<[string, Manner]>([
    ['a server error', failing(500)],
    ['an overloaded gateway', failing(503)],
    ['too many requests', failing(429)],
    ['a lost connection', { do: 'drop' }],
    ['an answer that is cut off', { do: 'cut-off' }],
  ])('%s', async (_, manner) => {
    const { behave, pauses, ask, registers } = await open()
    behave(manner, 1)
    const first = ask()
    expect(await first).toEqual({ status: 404, body: { status: 404 } }) // the register itself again: it has no such postcode
    expect(registers.asked).toHaveLength(2)
    expect(pauses).toEqual([300])
  })

  test('twice, each time after a longer pause, and then it is away', async () => {
    const { behave, pauses, ask, registers, logged } = await open()
    behave(failing(500))
    await expect(ask()).rejects.toMatchObject({
      name: 'RegisterAway',
      message: 'postcodes.io does not answer: status 500',
    })
    expect(registers.asked).toHaveLength(3)
    expect(pauses).toEqual([300, 600])
    expect(logged).toEqual([
      {
        level: 'warn',
        about: { register: 'postcodes.io', why: 'status 500' },
        words: 'a register did not answer',
      },
    ])
  })

  test('where nothing listens', async () => {
    const { registers, ask } = await open()
    await registers.close()
    await expect(ask()).rejects.toThrow('postcodes.io does not answer: ECONNREFUSED')
  })

  test('after the pause that the register asks for, if that is short', async () => {
    const { behave, pauses, ask } = await open()
    behave(failing(429, { 'Retry-After': '2' }), 1)
    await ask()
    expect(pauses).toEqual([2000])
  })

  test('at a time that it names', async () => {
    const { behave, pauses, ask, clock } = await open()
    const at = new Date(clock.now().getTime() + 3 * second)
    behave(failing(503, { 'Retry-After': at.toUTCString() }), 1)
    await ask()
    expect(pauses).toEqual([3000])
  })

  test('but not within the hour that it asks to be spared', async () => {
    const { behave, pauses, ask, registers } = await open()
    behave(failing(429, { 'Retry-After': '3600' }), 1)
    await expect(ask()).rejects.toThrow('status 429')
    expect({ pauses, asked: registers.asked.length }).toEqual({ pauses: [], asked: 1 })
  })
})

describe('what is no answer is never taken for one, nor asked for again', () => {
  test.each<[string, Manner, string]>([
    ['a page', { do: 'answer-with', status: 200, body: '<h1>Welcome</h1>' }, 'the answer is no JSON'],
    ['nothing', { do: 'answer-with', status: 200, body: '' }, 'the answer is no JSON'],
    [
      'another shape',
      { do: 'answer-with', status: 200, body: { status: 200, result: { secret: 'ZZ1 1AA' } } },
      'the answer has another shape: result.postcode',
    ],
    ['null', { do: 'answer-with', status: 200, body: 'null' }, 'the answer has another shape: all of it'],
    [
      'a page where there is no such postcode',
      { do: 'answer-with', status: 404, body: '<h1>Not found</h1>' },
      'the answer is no JSON',
    ],
    ['a refusal', failing(403), 'status 403'],
    [
      'far too much',
      { do: 'answer-with', status: 200, body: { status: 200, result: { postcode: 'Z'.repeat(2_000_000) } } },
      'the answer is longer than 2 MB',
    ],
  ])('%s', async (_, manner, why) => {
    const { behave, ask, registers, logged } = await open()
    behave(manner)
    await expect(ask()).rejects.toThrow(`postcodes.io does not answer: ${why}`)
    expect(registers.asked).toHaveLength(1)
    expect(logged).toMatchObject([{ level: 'warn', about: { why } }])
  })

  test('a redirect leads nowhere, and whoever it names is not asked', async () => {
    const elsewhere = await startRegisters()
    const { behave, ask } = await open()
    behave(failing(302, { Location: `${elsewhere.url}${path}` }))
    await expect(ask()).rejects.toThrow('it redirects (302)')
    expect(elsewhere.asked).toEqual([])
  })
})

test('neither the log nor an error tells what was asked or what came back', async () => {
  const { behave, ask, logged } = await open()
  const errors: unknown[] = []
  for (const manner of [
    failing(500),
    { do: 'drop' },
    { do: 'answer-with', status: 200, body: { status: 'ZZ1 1AA' } },
  ] as const) {
    behave(manner)
    await ask().catch(fault => errors.push(fault.message))
  }
  expect(errors).toHaveLength(3)
  expect(JSON.stringify([errors, logged])).not.toMatch(/ZZ1|1AA|postcodes\/|127\.0/)
})

test('a try that takes too long is cut off and tried again', async () => {
  const timers = handTimers()
  const { registers, behave, ask } = await open({ after: timers.after })
  behave({ do: 'hang' }, 1)
  const asking = ask()
  await registers.nextAsked()
  expect(timers.running).toEqual([5000])
  timers.goOff(5000)
  await expect.poll(() => timers.running).toEqual([300])
  timers.goOff(300)
  expect(await asking).toMatchObject({ status: 404 })
  expect(timers.running).toEqual([])
})

test('no more than four are asked at once, the others in their turn', async () => {
  const { registers, behave, ask } = await open()
  behave({ do: 'hang' }, 4)
  const answers = Array.from({ length: 12 }, ask)
  while (registers.asked.length < 4) await registers.nextAsked()
  registers.release()
  expect(await Promise.all(answers)).toHaveLength(12)
  expect(registers.mostAtOnce).toBe(4)
})

test('a crowd that nobody could serve in time is turned away, not kept', async () => {
  const { registers, behave, ask } = await open()
  behave({ do: 'hang' })
  const answers = Array.from({ length: 105 }, () =>
    ask().then(
      () => 'answered',
      fault => fault.message,
    ),
  )
  expect(await answers[104]).toBe('postcodes.io does not answer: too many wait for it')
  onTestFinished(async () => void (await Promise.allSettled(answers)))
  registers.behaveAgain()
  while (registers.asked.length < 4) await registers.nextAsked()
  registers.release()
  expect((await Promise.all(answers)).filter(one => one === 'answered')).toHaveLength(104)
})

describe('a register that is away', () => {
  /** Five failures in a row: three of one question, two of the next. */
  async function away() {
    const world = await open()
    world.behave(failing(500))
    await expect(world.ask()).rejects.toThrow('status 500')
    await expect(world.ask()).rejects.toThrow('it is left alone for a while')
    expect(world.registers.asked).toHaveLength(5)
    return world
  }

  test('is left alone for half a minute', async () => {
    const { registers, ask, clock, words } = await away()
    clock.advance(30 * second - 1)
    await expect(ask()).rejects.toThrow('it is left alone for a while')
    expect(registers.asked).toHaveLength(5)
    expect(words()).toContain('a register is away: it is left alone for a while')
  })

  test('is then tried with one question, and left alone again if that fails', async () => {
    const { registers, ask, clock } = await away()
    clock.advance(30 * second)
    const both = await Promise.allSettled([ask(), ask()])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(registers.asked).toHaveLength(6)
  })

  test('is asked as before once it answers', async () => {
    const { registers, ask, clock, words } = await away()
    registers.behaveAgain()
    clock.advance(30 * second)
    expect(await ask()).toMatchObject({ status: 404 })
    expect(await Promise.all([ask(), ask()])).toHaveLength(2)
    expect(words().at(-1)).toBe('a register is back')
  })
})
