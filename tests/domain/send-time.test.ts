import { describe, expect, test } from 'vitest'
import { readSendTime } from '../../app/domain/calendar/send-time'
import { isProblem } from '../../app/domain/problem'

const now = new Date('2026-11-23T12:00:00Z')

/** What is wrong with a typed time, by field. */
function refusal(day: string, time: string): unknown {
  try {
    readSendTime(day, time, now)
  } catch (thrown) {
    if (isProblem(thrown)) return thrown.fields
    throw thrown
  }
  return null
}

describe('a time to send at', () => {
  test.each([
    ['2026-12-01', '09:30', '2026-12-01T09:30:00Z'], // winter
    ['2027-06-01', '09:30', '2027-06-01T08:30:00Z'], // summer
    ['2027-06-01', '00:10', '2027-05-31T23:10:00Z'],
    ['2027-03-28', '00:59', '2027-03-28T00:59:00Z'],
    ['2027-03-28', '02:00', '2027-03-28T01:00:00Z'],
    ['2027-10-31', '01:30', '2027-10-31T00:30:00Z'], // comes twice: the first
    ['2027-10-31', '02:00', '2027-10-31T02:00:00Z'],
  ])('%s %s in London is %s', (day, time, instant) => {
    expect(readSendTime(day, time, now)).toEqual(new Date(instant))
  })

  test('in the hour that is left out when clocks go forward is none', () => {
    expect(refusal('2027-03-28', '01:00')).toMatchObject({
      time: expect.stringContaining('there is no 01:00'),
    })
    expect(refusal('2027-03-28', '01:59')).toHaveProperty('time')
  })

  test.each([
    ['', '', ['day', 'time']],
    ['2027-02-30', '09:00', ['day']],
    ['2027-02-28', '24:00', ['time']],
    ['28/02/2027', '9.30', ['day', 'time']],
    ['2026-11-23', '12:00', ['day']], // it is noon
  ])('“%s” “%s” is refused for its %j', (day, time, fields) => {
    expect(Object.keys(refusal(day, time) as object)).toEqual(fields)
  })
})
