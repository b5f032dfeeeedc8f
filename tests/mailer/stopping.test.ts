import { expect, onTestFinished, test } from 'vitest'
import { startMailer } from '../../app/mailer/loop'
import { minute } from '../support/clock'
import { type HandTimers, handTimers } from '../support/timers'
import { openWorld } from './world'

/** How long what is under way may take once the mailer is stopped. */
const drainMs = 8000
const pollMs = 1000

async function running() {
  const world = await openWorld()
  const timers = handTimers()
  const mailer = startMailer({ ...world.mailer({ after: timers.after, drainMs }), pollMs })
  onTestFinished(mailer.stop)
  return { world, timers, mailer }
}

test('a running mailer sends what is queued as soon as it is woken', async () => {
  const { world, mailer } = await running()
  const accepted = world.sink.next('accepted')
  await world.sign()
  mailer.wake()
  await accepted
  expect(world.sink.mails).toHaveLength(1)
})

test('and without being woken when it next looks', async () => {
  const { world, timers } = await running()
  await expect.poll(() => timers.running).toEqual([pollMs])
  const accepted = world.sink.next('accepted')
  await world.sign()
  timers.goOff(pollMs)
  await accepted
  expect(world.sink.mails).toHaveLength(1)
})

test('it sends more mails than it has lanes without looking anew', async () => {
  const { world, mailer } = await running()
  for (let number = 0; number < 23; number++) await world.sign({ email: `${number}@example.org` })
  mailer.wake()
  while (world.sink.mails.length < 23) await world.sink.next('accepted')
  expect(new Set(world.sink.mails.map(({ to }) => to[0])).size).toBe(23)
})

test('stopping lets what is under way end, and claims nothing more', async () => {
  const { world, mailer } = await running()
  world.sink.behave({ do: 'stall', at: 'end' })
  const ended = world.sink.next('end')
  await world.sign()
  mailer.wake()
  await ended
  const stopped = mailer.stop()
  await world.sign({ email: 'later@example.org' })
  world.sink.release()
  await stopped
  expect(world.sink.mails.map(({ to }) => to[0])).toEqual(['rosa@example.org'])
  expect((await world.store.outbox()).states).toEqual({ queued: 1 })
})

test('a mail still inside DATA when the time to drain is over becomes unknown', async () => {
  const { world, timers, mailer } = await running()
  world.sink.behave({ do: 'stall', at: 'end' })
  const ended = world.sink.next('end')
  await world.sign()
  mailer.wake()
  await ended
  const stopped = mailer.stop()
  await patienceEnds(timers)
  await stopped
  expect((await world.store.outbox()).states).toEqual({ unknown: 1 })
})

test('one that had not come to DATA is sent by the next mailer at once', async () => {
  const { world, timers, mailer } = await running()
  world.sink.behave({ do: 'stall', at: 'recipient' })
  const asked = world.sink.next('recipient')
  await world.sign()
  mailer.wake()
  await asked
  const stopped = mailer.stop()
  await patienceEnds(timers)
  await stopped
  world.sink.behave({ do: 'accept' })
  expect(await world.tick()).toMatchObject([{ ended: 'accepted' }])
})

test('a mailer that was killed inside DATA leaves its mail unknown, one killed before it leaves it to the next', async () => {
  const world = await openWorld()
  await world.sign({ email: 'a@example.org' })
  await world.sign({ email: 'b@example.org' })
  const leaseEnds = new Date(world.clock.now().getTime() + 15 * minute)
  const [inData] = await world.store.claimOutgoing(2, world.clock.now(), leaseEnds)
  if (inData) await world.store.markOutgoing(inData, world.clock.now())
  world.clock.advance(15 * minute)
  expect(await world.tick()).toMatchObject([{ ended: 'accepted' }])
  expect((await world.store.outbox()).states).toEqual({ unknown: 1 })
  expect(world.sink.mails).toHaveLength(1)
})

/** The mailer looks at the time only once its loop has ended. */
async function patienceEnds(timers: HandTimers): Promise<void> {
  await expect.poll(() => timers.running).toContain(drainMs)
  timers.goOff(drainMs)
}
