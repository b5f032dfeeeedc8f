import { describe, expect, test } from 'vitest'
import { hexLayout, laidOut } from '../../app/domain/map/hex-layout'
import { type Hexagon, hexagonAt, middleOf, ringAround } from '../../app/domain/map/hexagon'
import { hexLayouts, onPoints } from '../../app/domain/map/hexjson'
import { ashford, seated } from '../support/campaign'

test('a point is in the hexagon whose middle is nearest', () => {
  const around = [0, 1, 2].flatMap(steps => ringAround({ q: 3, r: -2 }, steps))
  expect(around).toHaveLength(1 + 6 + 12)
  expect(new Set(around.map(nameOf)).size).toBe(19)
  for (let turn = 0; turn < 60; turn++) {
    const middle = middleOf({ q: 3, r: -2 })
    const point = { x: middle.x + 0.9 * Math.cos(turn), y: middle.y + 0.9 * Math.sin(turn) }
    const nearest = around.toSorted(
      (one, other) => apart(middleOf(one), point) - apart(middleOf(other), point),
    )[0]
    expect(hexagonAt(point)).toEqual(nearest)
  }
})

describe('places laid out', () => {
  const crowd = Array.from({ length: 300 }, (_, number) => ({
    code: `Z${14_000_000 + number}`,
    x: 10 * Math.sin(number * 12.9) + (number % 3 === 0 ? 0 : 40 * Math.sin(number * 78.2)),
    y: 10 * Math.sin(number * 37.7) + (number % 3 === 0 ? 0 : 60 * Math.sin(number * 4.1)),
  }))
  const layout = laidOut(crowd)

  test('each has a hexagon of its own', () => {
    expect(layout.size).toBe(crowd.length)
    expect(new Set([...layout.values()].map(nameOf)).size).toBe(crowd.length)
  })

  test('what lies near lies near, though a crowd pushes outwards', () => {
    const far = crowd.map(({ code, x, y }) => {
      const nearest = crowd
        .filter(other => other.code !== code)
        .toSorted((one, other) => apart(one, { x, y }) - apart(other, { x, y }))[0]
      return steps(layout.get(code), layout.get(nearest?.code ?? ''))
    })
    expect(far.toSorted((one, other) => one - other)[Math.floor(far.length / 2)]).toBeLessThanOrEqual(2)
  })

  test('the same places in another order make the same map', () => {
    expect(laidOut(crowd.toReversed())).toEqual(layout)
  })

  test('one place, none, and several in one point are laid out too', () => {
    expect(laidOut([]).size).toBe(0)
    expect([...laidOut([{ code: 'a', x: 5, y: 5 }]).values()]).toEqual([{ q: 0, r: 0 }])
    const same = ['a', 'b', 'c'].map(code => ({ code, x: 1, y: 1 }))
    expect(new Set([...laidOut(same).values()].map(nameOf)).size).toBe(3)
  })
})

test('a map that was brought in goes before where seats lie; a seat that is not on it is on no map', () => {
  const seat = { ...seated(ashford, null), latitude: 51, longitude: 0 }
  const drawn = { ...seat, code: 'Z14000102', hexagon: { q: 4, r: -1 } }
  expect([...hexLayout([seat])]).toEqual([[seat.code, { q: 0, r: 0 }]])
  expect([...hexLayout([seat, drawn])]).toEqual([['Z14000102', { q: 4, r: -1 }]])
  expect(hexLayout([{ ...seat, latitude: null }]).size).toBe(0)
})

test('north is up and neighbours stay neighbours, whatever layout a map is in', () => {
  for (const layout of hexLayouts) {
    const block = [0, 1, 2, 3].flatMap(q => [-1, 0, 1, 2].map(r => ({ code: `${q} ${r}`, q, r })))
    const placed = onPoints(block, layout)
    expect(new Set([...placed.values()].map(nameOf)).size, layout).toBe(block.length)
    const [south, north] = [placed.get('1 -1'), placed.get('1 2')] as [Hexagon, Hexagon]
    expect(middleOf(north).y, layout).toBeLessThan(middleOf(south).y)
    const [west, east] = [placed.get('0 0'), placed.get('3 0')] as [Hexagon, Hexagon]
    expect(middleOf(west).x, layout).toBeLessThan(middleOf(east).x)
  }
  // Rows of odd-r: row 1 is pushed to the right, so its first touches both that begin row 0.
  const rows = onPoints(
    [0, 1].flatMap(q => [0, 1].map(r => ({ code: `${q} ${r}`, q, r }))),
    'odd-r',
  )
  expect([steps(rows.get('0 1'), rows.get('0 0')), steps(rows.get('0 1'), rows.get('1 0'))]).toEqual([1, 1])
  const even = onPoints(
    [0, 1].flatMap(q => [0, 1].map(r => ({ code: `${q} ${r}`, q, r }))),
    'even-r',
  )
  expect([steps(even.get('1 1'), even.get('0 0')), steps(even.get('1 1'), even.get('1 0'))]).toEqual([1, 1])
})

function nameOf({ q, r }: Hexagon): string {
  return `${q} ${r}`
}

function apart(one: { x: number; y: number }, other: { x: number; y: number }): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}

/** From one hexagon to another over its neighbours. */
function steps(one: Hexagon | undefined, other: Hexagon | undefined): number {
  if (!one || !other) throw new Error('not on the map')
  const [q, r] = [one.q - other.q, one.r - other.r]
  return (Math.abs(q) + Math.abs(r) + Math.abs(q + r)) / 2
}
