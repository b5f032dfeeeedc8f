import { expect, test } from 'vitest'
import {
  principleMeasures,
  principlesByPlace,
  signaturesAtLeast,
} from '../../app/domain/dashboard/principles-by-place'
import type { Count } from '../../app/domain/tally/tally'
import { openWorld } from '../store/contract/world'
import { ashford, brookside, emptySeat, silentSeat } from '../support/campaign'
import { openTestStore } from '../support/store'

const seats = [ashford, brookside, emptySeat, silentSeat]
const count = (measure: Count['measure'], key: string, count: number): Count => ({ measure, key, count })

/** 200 signatures: 100 in one place, 60, 20 and 19 in others, one without. */
const counts = [
  count('signatures', '', 200),
  count('by-constituency', ashford.code, 100),
  count('by-constituency', brookside.code, 60),
  count('by-constituency', emptySeat.code, 20),
  count('by-constituency', silentSeat.code, 19),
  count('by-constituency', '', 1),
  count('by-principle', `zebra|${ashford.code}`, 40),
  count('by-principle', `zebra|${brookside.code}`, 45),
  count('by-principle', `zebra|${emptySeat.code}`, 15),
  count('by-principle', `lights|${silentSeat.code}`, 19),
  count('by-principle', `lights|${ashford.code}`, 1),
]

test('each principle says how many chose it, and where more do than elsewhere, the most moved first', () => {
  const [zebra] = principlesByPlace(counts, seats)
  expect(zebra).toEqual({
    slug: 'zebra',
    signatures: 100,
    share: 0.5,
    places: [
      { code: brookside.code, name: 'Brookside', signatures: 60, chose: 45, share: 0.75, timesTheWhole: 1.5 },
      {
        code: emptySeat.code,
        name: 'Empty Seat',
        signatures: 20,
        chose: 15,
        share: 0.75,
        timesTheWhole: 1.5,
      },
    ],
  })
})

test('a place with fewer than twenty signatures tells nothing, however moved', () => {
  expect(signaturesAtLeast).toBe(20)
  expect(principlesByPlace(counts, seats)[1]).toMatchObject({ slug: 'lights', signatures: 20, places: [] })
})

test('a place that is chosen in as often as everywhere is not among those moved, nor one that is unknown', () => {
  const even = [
    count('signatures', '', 60),
    count('by-constituency', ashford.code, 30),
    count('by-constituency', 'Z99', 30),
    count('by-principle', `zebra|${ashford.code}`, 9),
    count('by-principle', 'zebra|Z99', 9),
  ]
  expect(principlesByPlace(even, seats)).toMatchObject([{ share: 0.3, places: [] }])
})

test('at most five places are named', () => {
  const many = Array.from({ length: 8 }, (_, n) => ({ code: `Z${n}`, name: `Place ${n}` }))
  const moved = many.flatMap(({ code }, n) => [
    count('by-constituency', code, 40),
    count('by-principle', `zebra|${code}`, 20 + n),
  ])
  const whole = [count('signatures', '', 4000), count('by-constituency', '', 3680)]
  const [zebra] = principlesByPlace([...whole, ...moved], many)
  expect(zebra?.places.map(({ name }) => name)).toEqual([
    'Place 7',
    'Place 6',
    'Place 5',
    'Place 4',
    'Place 3',
  ])
})

test('it reads what the store counts, and survives being sent as JSON', async () => {
  const world = await openWorld(() => openTestStore().store)
  await world.signAndConfirm({ principles: ['lights', 'zebra'] })
  await world.signAndConfirm({ email: 'two@example.org', principles: ['zebra'] })
  const made = principlesByPlace(await world.store.countsBy(world.campaign.id, principleMeasures), seats)
  expect(made).toEqual([
    { slug: 'zebra', signatures: 2, share: 1, places: [] },
    { slug: 'lights', signatures: 1, share: 0.5, places: [] },
  ])
  expect(JSON.parse(JSON.stringify(made))).toEqual(made)
  expect(principlesByPlace([], seats)).toEqual([])
})
