import { Problem } from '../problem'
import { isDay } from './day'

/**
 * The instant that somebody in London means by a day and a time of their clock. In the night when clocks go back an hour comes
 * twice, and the first is meant.
 * @param day such as 2027-03-28
 * @param time such as 09:30
 * @throws Problem `invalid` for what is none, for the hour that is left out when clocks go forward, and for what is past
 */
export function readSendTime(day: string, time: string, now: Date): Date {
  const problems: Record<string, string> = {}
  if (!isDay(day)) problems.day = 'Enter a date, such as 2027-03-28'
  if (!clockTime.test(time)) problems.time = 'Enter a time between 00:00 and 23:59, such as 09:30'
  if (Object.keys(problems).length > 0) throw new Problem('invalid', 'There is a problem', problems)
  const at = londonAt(day, time)
  if (!at)
    throw new Problem('invalid', 'There is a problem', {
      time: `London’s clocks go forward on that day, so there is no ${time}: choose an hour later`,
    })
  if (at <= now)
    throw new Problem('invalid', 'There is a problem', { day: 'Choose a time that is still to come' })
  return at
}

/** Null where clocks leave it out. */
function londonAt(day: string, time: string): Date | null {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  const meant = [asUtc - hourMs, asUtc].find(instant => inLondon.format(instant) === `${day}, ${time}`)
  return meant === undefined ? null : new Date(meant)
}

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/
const hourMs = 3_600_000

const inLondon = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
