import { describe, expect, test } from 'vitest'
import { placesChoiceSchema } from '../../app/domain/place/choice'
import type { Seat } from '../../app/domain/place/place'
import { memberRegisterName } from '../../app/domain/place/register'
import { importedPlaces } from '../../app/lookup/imported'
import { openMissed } from '../../app/lookup/missed'
import { placesFrom } from '../../app/lookup/places'
import { ashford, brookside, placesDraft, savePlaces } from '../support/campaign'
import { clockAt, hour, minute, second } from '../support/clock'
import { type FictionalSeat, fictionalSeat } from '../support/parliament'
import { startRegisters } from '../support/registers'
import { openTestStore } from '../support/store'
import { handTimers, noPauses } from '../support/timers'
import { openOver, postcode } from './world'

const real = fictionalSeat(1, { postcodes: ['ZZ1 1AA', 'ZZ1 2AA'] })
const { since: _since, until: _until, ...bare } = ashford
/** A constituency of a file: its code is not one of the demonstration's. */
const fromFile = { ...ashford, code: 'X14000901', name: 'File Vale' }

async function open(
  places: string,
  {
    seats = [real],
    after = noPauses().after,
  }: {
    seats?: readonly FictionalSeat[]
    after?: typeof noPauses extends () => { after: infer A } ? A : never
  } = {},
) {
  const clock = clockAt()
  const { store } = openTestStore()
  const registers = await startRegisters(seats)
  const opened = openOver(registers, places, { clock })
  const missed = openMissed()
  const lookedUp = placesFrom({
    imported: importedPlaces(store, clock.now),
    files: placesChoiceSchema.parse(places).files,
    ...{ registers: opened.postcodes, store, missed, log: opened.log, now: clock.now, after },
  })
  return {
    ...{ clock, store, registers, missed, logged: opened.logged, places: lookedUp },
    lookUp: (full: string) => lookedUp.lookUp(postcode(full)),
  }
}

test('a sector that is read while an import lands is not kept as it was before', async () => {
  const clock = clockAt()
  const { store } = openTestStore()
  await savePlaces(store, clock.now())
  const old = await store.sector('ZZ1 1')
  let answer = (_: typeof old) => {}
  const slowly = new Promise<typeof old>(resolve => {
    answer = resolve
  })
  const reads = [() => slowly]
  const places = importedPlaces(
    { ...store, sector: name => reads.shift()?.() ?? store.sector(name) },
    clock.now,
  )
  const first = places.lookUp(postcode('ZZ1 1AA'))
  await store.importPlaces(placesDraft({ postcodes: { 'ZZ1 1AA': brookside.code } }), clock.now(), 'save')
  clock.advance(second)
  await places.lookUp(postcode('ZZ2 1AA'))
  answer(old)
  expect(await first).toEqual({ kind: 'found', code: ashford.code })
  expect(await places.lookUp(postcode('ZZ1 1AA'))).toEqual({ kind: 'found', code: brookside.code })
})

describe('what is looked into', () => {
  test('what was imported first: no register is asked for what is known', async () => {
    const { store, clock, lookUp, registers } = await open('files,postcodes.io,members-api')
    await savePlaces(store, clock.now())
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: ashford.code })
    expect(registers.asked).toEqual([])
  })

  test('then each register in its order, until one knows', async () => {
    const { lookUp, registers } = await open('files,mapit,postcodes.io,members-api')
    registers.behave('mapit', { do: 'answer-with', status: 404, body: { code: 404, error: 'No Postcode' } })
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: real.code })
    expect(registers.asked.map(({ path }) => path)).toEqual(['/postcode/ZZ11AA', '/postcodes/ZZ11AA'])
  })

  test('what is imported is left out where the settings leave it out', async () => {
    const { store, clock, lookUp } = await open('postcodes.io')
    await store.importPlaces(
      placesDraft({ constituencies: [fromFile], members: [], postcodes: { 'ZZ1 1AA': fromFile.code } }),
      clock.now(),
      'save',
    )
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'unknown' })
  })

  test('neither for a postcode whose people vote nowhere by where they live', async () => {
    const { store, clock, lookUp, registers } = await open('files,postcodes.io,members-api')
    const seats = { constituencies: [fromFile], members: [] }
    const told = { 'JE1 1AA': fromFile.code } // as a directory that puts the Channel Islands somewhere would
    await store.importPlaces(placesDraft({ ...seats, postcodes: told }), clock.now(), 'save')
    expect(await lookUp('JE1 1AA')).toEqual({ kind: 'not-westminster', where: 'Jersey' })
    expect(await lookUp('BFPO 57')).toMatchObject({ kind: 'not-westminster' })
    expect(registers.asked).toEqual([])
  })

  test('no register where the settings name none', async () => {
    const { lookUp, registers } = await open('files')
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'unknown' })
    expect(registers.asked).toEqual([])
  })

  test('no register while all that is known is the demonstration', async () => {
    const { store, clock, lookUp, registers } = await open('files,postcodes.io,members-api')
    await savePlaces(store, clock.now())
    expect(await lookUp('ZZ9 9ZZ')).toEqual({ kind: 'unknown' })
    expect(registers.asked).toEqual([])
  })
})

describe('what they answer together', () => {
  test('a postcode that none of them knows is unknown', async () => {
    const { lookUp } = await open('files,postcodes.io,members-api,mapit')
    expect(await lookUp('ZZ9 9ZZ')).toEqual({ kind: 'unknown' })
  })

  test('one that is away does not keep the next from answering', async () => {
    const { lookUp, registers } = await open('files,postcodes.io,members-api')
    registers.behave('postcodes.io', { do: 'drop' })
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: 'M00004001' })
  })

  test('where one is away and the others do not know, nobody says that it is unknown', async () => {
    const { lookUp, registers } = await open('files,postcodes.io,members-api')
    registers.behave('postcodes.io', { do: 'drop' })
    expect(await lookUp('ZZ9 9ZZ')).toEqual({ kind: 'away' })
  })

  test('nobody waits for a slow one: the answer is there when it is asked for again', async () => {
    const timers = handTimers()
    const { lookUp, registers } = await open('files,postcodes.io', { after: timers.after })
    registers.behave('postcodes.io', { do: 'hang' }, 1)
    const looking = lookUp('ZZ1 1AA')
    await registers.nextAsked()
    timers.goOff(8000)
    expect(await looking).toEqual({ kind: 'away' })
    const again = lookUp('ZZ1 1AA')
    registers.release()
    expect(await again).toEqual({ kind: 'found', code: real.code })
    expect(registers.asked).toHaveLength(1)
  })

  test('a fault of ours is told without what was asked, and passes as one who is away', async () => {
    const { lookUp, store, logged } = await open('files,postcodes.io')
    await store.close()
    const looking = lookUp('ZZ1 1AA')
    await expect(looking).rejects.toThrow() // the store itself is not there
    expect(JSON.stringify(logged)).not.toContain('ZZ1')
  })
})

describe('a constituency that a register names', () => {
  test('and nobody told of before is brought in, without a member', async () => {
    const { lookUp, store } = await open('files,postcodes.io')
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: real.code })
    expect(await store.seat(real.code)).toMatchObject({
      ...{ name: real.name, region: 'South East', regionCode: 'E12000008', country: 'England' },
      registerId: null,
      ...{ member: null, vacancy: 'not-known' },
    })
  })

  test('whose region nobody told is counted with its country, as those outside England are', async () => {
    const { lookUp, store } = await open('files,mapit')
    await lookUp('ZZ1 1AA')
    expect(await store.seat(real.code)).toMatchObject({ region: 'England', regionCode: 'E92000001' })
  })

  test('by a number alone is brought in under a code of ours', async () => {
    const { lookUp, store } = await open('files,members-api')
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: 'M00004001' })
    expect(await store.seat('M00004001')).toMatchObject({ name: real.name, registerId: 4001 })
  })

  test('which has a code of ours so far is given its own', async () => {
    const { lookUp, store, clock } = await open('files,postcodes.io')
    await store.learnConstituency(
      { ...bare, code: 'M00004001', name: real.name, registerId: 4001 },
      clock.now(),
    )
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: real.code })
    expect((await store.seats()).map(({ code, registerId }) => [code, registerId])).toEqual([
      [real.code, 4001],
    ])
  })

  test('by a number or a name is the one that is known by it', async () => {
    for (const known of [
      { ...bare, code: 'X14000777', name: 'Once Otherwise', registerId: real.id },
      { ...bare, code: 'X14000777', name: real.name.toUpperCase().replace(' ', '-'), registerId: null },
    ]) {
      const { lookUp, store, clock } = await open('files,members-api')
      await store.learnConstituency(known, clock.now())
      expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: 'X14000777' })
      expect(await store.seats()).toHaveLength(1)
    }
  })

  test('by the name of one with another number is another: boundaries change and names stay', async () => {
    const { lookUp, store, clock } = await open('files,members-api')
    await store.learnConstituency(
      { ...bare, code: 'X14000777', name: real.name, registerId: 17 },
      clock.now(),
    )
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: 'M00004001' })
  })

  test.each([
    ['postcodes.io', real.code],
    ['members-api', real.id],
  ])(
    'by %s and is none of those that a file named is not believed: it has other boundaries',
    async (name, told) => {
      const { lookUp, store, clock, logged } = await open(`files,${name}`)
      await store.importPlaces(
        placesDraft({ constituencies: [fromFile], members: [], postcodes: null }),
        clock.now(),
        'save',
      )
      expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'unknown' })
      expect(await store.seats()).toMatchObject([{ code: fromFile.code }] satisfies Partial<Seat>[])
      expect(logged).toMatchObject([{ about: { register: name, constituency: told } }])
    },
  )

  test.each(['A file for tests', memberRegisterName])(
    'and that has ended, as %s told, is not believed either',
    async name => {
      const { lookUp, store, clock } = await open('files,postcodes.io')
      const ended = { ...fromFile, code: real.code, name: real.name }
      const tell = (rows: readonly (typeof fromFile)[]) => {
        const draft = placesDraft({ constituencies: rows, members: null, postcodes: null })
        const source = { name, from: 'somewhere', credits: [] }
        const constituencies = draft.constituencies && { ...draft.constituencies, source }
        return store.importPlaces({ ...draft, constituencies }, clock.now(), 'save')
      }
      await tell([ended, fromFile])
      await tell([fromFile])
      expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'unknown' })
    },
  )
})

describe('what a register answered is remembered', () => {
  test('for a day where it found the constituency', async () => {
    const { lookUp, registers, clock } = await open('files,postcodes.io')
    await lookUp('ZZ1 1AA')
    clock.advance(24 * hour - 1)
    await lookUp('ZZ1 1AA')
    expect(registers.asked).toHaveLength(1)
    clock.advance(1)
    await lookUp('ZZ1 1AA')
    expect(registers.asked).toHaveLength(2)
  })

  test('for ten minutes where it did not', async () => {
    const { lookUp, registers, clock } = await open('files,postcodes.io')
    await lookUp('ZZ9 9ZZ')
    clock.advance(10 * minute - 1)
    await lookUp('ZZ9 9ZZ')
    expect(registers.asked).toHaveLength(1)
    clock.advance(1)
    await lookUp('ZZ9 9ZZ')
    expect(registers.asked).toHaveLength(2)
  })

  test('not at all where it did not answer', async () => {
    const { lookUp, registers } = await open('files,postcodes.io')
    registers.behave('postcodes.io', { do: 'answer-with', status: 403, body: '' }, 1)
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'away' })
    expect(await lookUp('ZZ1 1AA')).toEqual({ kind: 'found', code: real.code })
  })

  test('those who ask for one postcode at once share one request', async () => {
    const { lookUp, registers } = await open('files,postcodes.io')
    registers.behave('postcodes.io', { do: 'hang' }, 1)
    const crowd = Array.from({ length: 50 }, () => lookUp('ZZ1 1AA'))
    await registers.nextAsked()
    registers.release()
    expect(new Set((await Promise.all(crowd)).map(located => JSON.stringify(located)))).toEqual(
      new Set([JSON.stringify({ kind: 'found', code: real.code })]),
    )
    expect(registers.asked).toHaveLength(1)
  })
})

test('of postcodes that nobody knows, outward codes alone are counted', async () => {
  const { lookUp, registers, missed } = await open('files,postcodes.io')
  await lookUp('ZZ9 9ZZ')
  await lookUp('ZZ9 8ZZ')
  await lookUp('ZZ8 8ZZ')
  await lookUp('ZZ1 1AA')
  registers.behave('postcodes.io', { do: 'drop' })
  await lookUp('ZZ7 7ZZ') // it may exist: nobody could say
  expect(missed.take()).toEqual([
    { outward: 'ZZ9', times: 2 },
    { outward: 'ZZ8', times: 1 },
  ])
  expect(missed.take()).toEqual([])
})
