import { describe, expect, onTestFinished, test } from 'vitest'
import type { LetterId } from '../../app/domain/id'
import { placesChoiceSchema } from '../../app/domain/place/choice'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import { importedPlaces } from '../../app/lookup/imported'
import { startKeeping } from '../../app/lookup/keeping'
import { openMissed } from '../../app/lookup/missed'
import { placesFrom } from '../../app/lookup/places'
import { ashford, members, openCampaign, placesDraft, savePlaces } from '../support/campaign'
import { clockAt, hour, minute, second } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { type FictionalSeat, fictionalSeat, fictionalSeats } from '../support/parliament'
import { testPorts } from '../support/ports'
import { startRegisters } from '../support/registers'
import { openTestStore } from '../support/store'
import { handTimers, noPauses } from '../support/timers'
import { openOver } from './world'

const seat = fictionalSeat(1, { postcodes: ['ZZ1 1AA'] })

/** A round ends within a few milliseconds. */
const often = { interval: 2 }

/** A store, registers, and as many processes that keep its places as the test starts. */
async function open({
  places = 'files,postcodes.io',
  seats = [seat],
}: {
  readonly places?: string
  readonly seats?: readonly FictionalSeat[]
} = {}) {
  const clock = clockAt()
  const { store } = openTestStore()
  const registers = await startRegisters(seats)
  const campaign = await openCampaign(store, clock.now())

  function start() {
    const opened = openOver(registers, places, { clock })
    const missed = openMissed()
    const timers = handTimers()
    const { log, logged } = opened
    const chosen = placesFrom({
      imported: importedPlaces(store, clock.now),
      files: placesChoiceSchema.parse(places).files,
      ...{ registers: opened.postcodes, store, missed, log, now: clock.now, after: noPauses().after },
    })
    const ports = {
      ...testPorts(store, clock),
      places: chosen,
      registers: { ...opened, readFiles: () => Promise.reject(new Error('no files')) },
    }
    const keeping = startKeeping({ ports, missed, log, after: timers.after })
    const idle = () =>
      expect.poll(() => timers.running.toSorted(), often).toEqual([2000, 30_000, 30_000, hour].toSorted())
    onTestFinished(async () => {
      registers.release()
      await keeping.stop()
    })
    return {
      ...{ keeping, missed, timers, logged, idle },
      /** The time is over that it waits for, and what is then due is done. */
      async goOn(ms: number) {
        clock.advance(ms)
        timers.goOff(ms >= hour ? undefined : 30_000)
        await idle()
      },
    }
  }

  /** Somebody signs while nobody can say where they live. */
  async function sign(odd: Parameters<typeof signatureDraft>[2] = {}) {
    const draft = signatureDraft(campaign, clock.now(), { constituency: null, seat: 'later', ...odd })
    await store.recordSignatures([draft])
    return draft
  }

  const codeOf = async ({ id }: SignatureDraft) => (await store.signature(id))?.constituencyCode
  const waiting = async () => (await store.placeFacts()).unplaced
  return { clock, store, registers, start, sign, codeOf, waiting }
}

describe('a signature that came while a register was away', () => {
  test('gets its constituency within a minute and a half, and its letter goes on', async () => {
    const { start, sign, codeOf, waiting, store, clock } = await open()
    const process = start()
    await process.idle()
    const draft = await sign({ letter: letterDraft() })
    const letterId = draft.letter?.id as LetterId
    const confirmation = { signatureId: draft.id, letterId, constituencyCode: null, at: clock.now() }
    await store.confirmSignatures([confirmation])
    for (const mail of await store.claimOutgoing(10, clock.now(), clock.now()))
      await store.settleOutgoing(mail, { state: 'held', why: 'no-constituency' }, clock.now())
    await process.goOn(30 * second)
    expect(await waiting()).toBe(1) // a register that was away is left alone for a minute
    await process.goOn(30 * second)
    expect(await codeOf(draft)).toBe(seat.code)
    expect((await store.letter(letterId))?.state).toBe('queued')
    expect(await waiting()).toBe(0)
  })

  test('is left to its supporter where nobody knows the postcode', async () => {
    const { start, sign, codeOf, waiting } = await open()
    const process = start()
    const draft = await sign({ postcode: 'ZZ9 9ZZ' })
    await process.idle()
    await process.goOn(minute)
    expect(await codeOf(draft)).toBeNull()
    expect(await waiting()).toBe(0)
  })

  test('is asked for again after one minute, two, four, and at last every hour', async () => {
    const { start, sign, codeOf, registers, clock } = await open()
    const process = start()
    registers.behave('postcodes.io', { do: 'answer-with', status: 403, body: '' })
    const draft = await sign()
    await process.idle()
    const askedAt: number[] = []
    const began = clock.now().getTime()
    for (let passed = 0; passed < 130; passed++) {
      const before = registers.asked.length
      await process.goOn(minute)
      if (registers.asked.length > before) askedAt.push((clock.now().getTime() - began) / minute)
    }
    expect(askedAt).toEqual([1, 2, 4, 8, 16, 32, 64, 124])
    registers.behaveAgain()
    await process.goOn(hour)
    expect(await codeOf(draft)).toBe(seat.code)
  })

  test('is placed with all the others in one go', async () => {
    const { start, sign, waiting } = await open()
    for (let i = 0; i < 65; i++) await sign({ email: `${i}@example.org` })
    const process = start()
    await process.idle()
    await process.goOn(minute)
    expect(await waiting()).toBe(0)
  })

  test('is asked for by one process alone', async () => {
    const { start, sign, codeOf, registers, clock } = await open()
    const draft = await sign()
    clock.advance(minute)
    registers.behave('postcodes.io', { do: 'hang' })
    start()
    await registers.nextAsked()
    const second = start()
    await second.idle()
    expect(registers.asked).toHaveLength(1)
    registers.release()
    await expect.poll(() => codeOf(draft)).toBe(seat.code)
  })
})

describe('members', () => {
  const asked = 'files,members-api'
  const seats = fictionalSeats(3)

  test('are asked for once a day, by one process', async () => {
    const { start, store, registers } = await open({ places: asked, seats })
    const first = start()
    await first.idle()
    expect((await store.seats()).map(({ member }) => member?.id)).toEqual([901, 902, 903])
    const once = registers.asked.length
    const second = start()
    await second.idle()
    await first.goOn(23 * hour)
    await second.goOn(0)
    expect(registers.asked).toHaveLength(once)
    await second.goOn(hour)
    expect(registers.asked).toHaveLength(2 * once)
    await first.goOn(hour)
    expect(registers.asked).toHaveLength(2 * once)
    expect(first.logged.map(({ words }) => words)).toEqual(['members are up to date'])
  })

  test('are asked for again in an hour where that failed, and nothing is changed meanwhile', async () => {
    const { start, store, registers } = await open({ places: asked, seats })
    registers.behave('members-api', { do: 'answer-with', status: 404, body: '' })
    const process = start()
    await process.idle()
    expect(process.logged).toContainEqual({
      level: 'warn',
      about: { what: 'members', why: expect.stringContaining('members-api does not answer') },
      words: 'not kept up to date',
    })
    expect(await store.seats()).toEqual([])
    registers.behaveAgain()
    await process.goOn(hour)
    expect(await store.seats()).toHaveLength(3)
  })

  test('that a file named stay as they are', async () => {
    const { start, store, registers, clock } = await open({ places: asked, seats })
    const constituencies = seats.map(({ code, name }) => ({ ...ashford, code, name }))
    const sitting = members.slice(0, 1).map(member => ({ ...member, constituencyCode: 'X14000001' }))
    await store.importPlaces(
      placesDraft({ constituencies, members: sitting, postcodes: null }),
      clock.now(),
      'save',
    )
    await start().idle()
    expect(registers.asked).toEqual([])
  })

  test('of the demonstration are asked for nowhere, nor where the settings leave the register out', async () => {
    const demo = await open({ places: asked, seats })
    await savePlaces(demo.store, demo.clock.now())
    await demo.start().idle()
    expect(demo.registers.asked).toEqual([])
    const without = await open({ places: 'files,postcodes.io', seats })
    await without.start().idle()
    expect(without.registers.asked).toEqual([])
  })
})

test('postcodes that nobody knew are counted, those of the last moment too', async () => {
  const { start, store } = await open()
  const process = start()
  await process.idle()
  process.missed.note('ZZ9')
  process.missed.note('ZZ9')
  await process.goOn(30 * second)
  expect((await store.placeFacts()).missed).toMatchObject([{ outward: 'ZZ9', times: 2 }])
  process.missed.note('ZZ8')
  await process.keeping.stop()
  expect((await store.placeFacts()).missed).toHaveLength(2)
})

describe('stopping', () => {
  test('ends at once where nothing is under way, and begins nothing more', async () => {
    const { start, registers } = await open({ places: 'files,members-api', seats: fictionalSeats(3) })
    const process = start()
    await process.idle()
    const before = registers.asked.length
    await process.keeping.stop()
    expect(process.timers.running).toEqual([])
    expect(registers.asked).toHaveLength(before)
  })

  test('does not wait for a register that does not answer', async () => {
    const { start, registers, sign, clock } = await open()
    await sign()
    clock.advance(minute)
    registers.behave('postcodes.io', { do: 'hang' })
    const process = start()
    await registers.nextAsked()
    const stopped = process.keeping.stop()
    process.timers.goOff(5 * second)
    await stopped
  })
})

test('the log has nobody’s postcode', async () => {
  const { start, sign, registers, store, clock } = await open({ places: 'files,postcodes.io,members-api' })
  const process = start()
  await process.idle()
  await sign()
  registers.behave('postcodes.io', {
    do: 'answer-with',
    status: 200,
    body: { result: { postcode: 'ZZ1 1AA' } },
  })
  registers.behave('members-api', { do: 'drop' })
  await process.goOn(minute)
  process.missed.note('ZZ1')
  await store.close()
  clock.advance(30 * second)
  process.timers.goOff(30 * second)
  await expect.poll(() => process.logged.some(({ level }) => level === 'error')).toBe(true)
  expect(JSON.stringify(process.logged)).not.toMatch(/ZZ1|1AA|rosa/i)
})
