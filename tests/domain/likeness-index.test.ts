import { expect, test } from 'vitest'
import { type Fingerprint, likeness } from '../../app/domain/likeness/likeness'
import { type LikenessIndex, likenessIndex } from '../../app/domain/likeness/likeness-index'
import fc from '../support/seeded'

/** What comparing with each says. */
function eachOf(earlier: readonly Fingerprint[], kept: Fingerprint) {
  const each = earlier.map(other => likeness(kept, other))
  return { greatest: Math.max(0, ...each), alike: each.filter(one => one >= 0.5).length }
}

function indexOf(earlier: readonly Fingerprint[]): LikenessIndex {
  const index = likenessIndex()
  for (const kept of earlier) index.add(kept)
  return index
}

/** Windows of few CRCs, so that letters share some; of any 32 bits, the least and the greatest among them. */
const windows = fc.uniqueArray(
  fc.constantFrom(0, 1, 16, 32, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 16, 2 ** 32 - 1, 160, 320, 480, 640),
)
const keptArbitrary: fc.Arbitrary<Fingerprint> = windows.map(crcs =>
  crcs.toSorted((one, other) => one - other),
)

test('an index says of every letter what comparing with each says', () => {
  const earlier = fc.array(keptArbitrary, { maxLength: 200, size: 'max' })
  fc.assert(
    fc.property(earlier, keptArbitrary, (letters, kept) => {
      expect(indexOf(letters).compare(kept)).toEqual(eachOf(letters, kept))
    }),
  )
})

test('of the letters that say the very same as the former words one is left out', () => {
  const earlier = fc.array(keptArbitrary, { maxLength: 60, size: 'max' })
  fc.assert(
    fc.property(earlier, keptArbitrary, keptArbitrary, (letters, kept, former) => {
      const own = letters.findIndex(one => one.join() === former.join())
      const others = letters.filter((_, index) => index !== own)
      expect(indexOf(letters).compare(kept, former)).toEqual(eachOf(others, kept))
    }),
  )
})

/** Letters as a campaign suggests them, with what some of their writers add, by a fixed seed. */
function* suggested(seed: number): Generator<Fingerprint> {
  const random = randomFrom(seed)
  for (;;) {
    const principles = [0, 1, 2, 3, 4, 5, 6].filter(() => random() < 0.5)
    const ways = principles.flatMap(one =>
      [0, 1, 2].map(said => 1000 * one + 100 * said + Math.floor(4 * random())),
    )
    const own = random() < 0.3 ? [Math.floor(2 ** 32 * random()), Math.floor(2 ** 32 * random())] : []
    const crcs = [...ways.flatMap(way => [way, way + 10, way + 20]), ...own]
    yield [...new Set(crcs)].sort((one, other) => one - other)
  }
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

test('it is as exact among thousands, where sentences stand in many letters and own words in one', () => {
  const letters = suggested(20_261_123)
  const take = (count: number) => Array.from({ length: count }, () => letters.next().value as Fingerprint)
  const earlier: Fingerprint[] = []
  const index = likenessIndex()
  for (const size of [50, 500, 5000]) {
    for (const kept of take(size)) {
      earlier.push(kept)
      index.add(kept)
    }
    for (const kept of [...take(20), ...earlier.slice(-5)])
      expect(index.compare(kept)).toEqual(eachOf(earlier, kept))
    for (const [former, kept] of [take(2), [earlier[7], earlier[7]]] as [Fingerprint, Fingerprint][]) {
      const own = earlier.findIndex(one => one.join() === former.join())
      const others = earlier.filter((_, place) => place !== own)
      expect(index.compare(kept, former)).toEqual(eachOf(others, kept))
    }
  }
})

test('a letter of more windows than any bitmap counts to is compared all the same', () => {
  const long = Array.from({ length: 700 }, (_, number) => 16 * number)
  const index = indexOf([long, long.slice(0, 350), long.slice(0, 100)])
  expect(index.compare(long)).toEqual({ greatest: 1, alike: 2 })
  for (let more = 0; more < 100; more++) index.add(long) // by now each of its windows stands in many
  expect(index.compare(long.slice(0, 600))).toEqual({ greatest: 1200 / 1300, alike: 102 })
})

test('nothing is like no letter, and no letter like one without a word', () => {
  expect(likenessIndex().compare([16])).toEqual({ greatest: 0, alike: 0 })
  const index = indexOf([[], [16], []])
  expect(index.compare([])).toEqual({ greatest: 0, alike: 0 })
  expect(index.compare([16], [])).toEqual({ greatest: 1, alike: 1 })
  expect(index.letters).toBe(3)
})

test('what it says of its memory grows with what it holds', () => {
  const letters = suggested(7)
  const index = likenessIndex()
  const empty = index.bytes
  for (let count = 0; count < 3000; count++) index.add(letters.next().value as Fingerprint)
  expect(index.bytes).toBeGreaterThan(empty)
  expect(index.bytes).toBeLessThan(1e6)
})
