import { describe, expect, test } from 'vitest'
import { dayAfter, inLondon, londonInstant } from '../../app/domain/calendar/london'
import { nextDigest } from '../../app/domain/office/digest'
import { isOfficeOpen, officeOpens } from '../../app/domain/office/hours'
import { hour } from '../support/clock'

const at = (iso: string) => new Date(iso)

describe('London’s clocks', () => {
  test.each([
    ['2027-01-04T23:30:00.000Z', { day: '2027-01-04', weekday: 1, hour: 23 }],
    ['2027-07-04T23:30:00.000Z', { day: '2027-07-05', weekday: 1, hour: 0 }],
    ['2027-03-28T00:59:59.999Z', { day: '2027-03-28', weekday: 0, hour: 0 }],
    ['2027-03-28T01:00:00.000Z', { day: '2027-03-28', weekday: 0, hour: 2 }],
    ['2027-10-31T00:59:59.999Z', { day: '2027-10-31', weekday: 0, hour: 1 }],
    ['2027-10-31T01:00:00.000Z', { day: '2027-10-31', weekday: 0, hour: 1 }],
  ])('at %s show %o', (iso, shown) => {
    expect(inLondon(at(iso))).toEqual(shown)
  })

  test('show every full hour of a year at the instant that is named by it', () => {
    for (let day = '2027-01-01'; day < '2028-01-01'; day = dayAfter(day))
      for (let hour = 0; hour < 24; hour++) {
        if (day === '2027-03-28' && hour === 1) continue // there is none
        expect(inLondon(londonInstant(day, hour)), `${day} ${hour}`).toMatchObject({ day, hour })
      }
  })
})

describe('an office is open Monday to Friday from nine to five', () => {
  test.each([
    ['a Monday in winter', '2027-01-04T08:59:59.999Z', '2027-01-04T09:00:00.000Z'],
    ['a Monday in summer', '2027-07-05T07:59:59.999Z', '2027-07-05T08:00:00.000Z'],
    ['a Tuesday evening', '2027-01-05T17:00:00.000Z', '2027-01-06T09:00:00.000Z'],
    ['a Friday evening', '2027-01-08T17:00:00.000Z', '2027-01-11T09:00:00.000Z'],
    ['a Saturday', '2027-01-09T12:00:00.000Z', '2027-01-11T09:00:00.000Z'],
    ['a Sunday night', '2027-01-10T23:00:00.000Z', '2027-01-11T09:00:00.000Z'],
    ['the Friday before clocks go forward', '2027-03-26T17:00:00.000Z', '2027-03-29T08:00:00.000Z'],
    ['the night in which they do', '2027-03-28T01:30:00.000Z', '2027-03-29T08:00:00.000Z'],
    ['the Friday before clocks go back', '2027-10-29T16:00:00.000Z', '2027-11-01T09:00:00.000Z'],
    ['the night in which they do', '2027-10-31T00:30:00.000Z', '2027-11-01T09:00:00.000Z'],
    ['the last evening of a year', '2026-12-31T18:00:00.000Z', '2027-01-01T09:00:00.000Z'],
  ])('%s, %s: next at %s', (_, closed, opens) => {
    expect(isOfficeOpen(at(closed))).toBe(false)
    expect(officeOpens(at(closed))).toEqual(at(opens))
    expect(isOfficeOpen(at(opens))).toBe(true)
  })

  test.each(['2027-03-26T16:59:59.999Z', '2027-03-29T15:59:59.999Z', '2027-11-01T16:59:59.999Z'])(
    'at %s still',
    iso => {
      expect(officeOpens(at(iso))).toEqual(at(iso))
    },
  )

  test('never for more or less than forty hours of a week, whatever the clocks do', () => {
    for (const monday of ['2027-01-04', '2027-03-22', '2027-03-29', '2027-10-25', '2027-11-01']) {
      const begins = londonInstant(monday, 0).getTime()
      const ends = londonInstant(dayAfter(dayAfter(dayAfter(dayAfter(dayAfter(monday))))), 0).getTime()
      const open = Array.from(
        { length: (ends - begins) / hour },
        (_, index) => new Date(begins + index * hour),
      )
      expect(open.filter(isOfficeOpen), monday).toHaveLength(40)
    }
  })
})

describe('the next digest goes at seven in London', () => {
  test.each([
    ['2027-01-04T06:59:59.999Z', '2027-01-04T07:00:00.000Z'],
    ['2027-01-04T07:00:00.000Z', '2027-01-05T07:00:00.000Z'],
    ['2027-07-04T05:59:59.999Z', '2027-07-04T06:00:00.000Z'],
    ['2027-07-04T23:30:00.000Z', '2027-07-05T06:00:00.000Z'],
    ['2027-03-27T07:00:00.000Z', '2027-03-28T06:00:00.000Z'],
    ['2027-10-30T06:00:00.000Z', '2027-10-31T07:00:00.000Z'],
    ['2026-12-31T12:00:00.000Z', '2027-01-01T07:00:00.000Z'],
  ])('after %s at %s', (after, goes) => {
    expect(nextDigest(at(after))).toEqual(at(goes))
  })
})
