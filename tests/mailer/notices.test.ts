import { expect, test } from 'vitest'
import { wishNotice } from '../../app/domain/notice/notice'
import { openRounds } from '../../app/mailer/rounds'
import { campaignText } from '../support/campaign'
import { day, hour, minute } from '../support/clock'
import { signInAs } from '../support/organiser'
import { openWorld } from './world'

/** A Thursday before the clocks go forward. */
const thursday = '2026-03-26T12:00:00.000Z'

async function open(text = campaignText({ goal: 5, goal_steps: 'automatic' })) {
  const world = await openWorld(text, thursday)
  const { store, clock, campaign, ports, sink } = world
  const olive = await signInAs(store, clock.now(), 'viewer', { email: 'olive@organisers.example' })
  const wish = (weekly: 'yes' | 'no', milestones: 'yes' | 'no') =>
    wishNotice(ports, { organiserId: olive.id, campaignId: campaign.id, weekly, milestones })
  /** So many more sign and confirm. */
  async function grow(by: number, from = 0) {
    for (let n = from; n < from + by; n++) {
      const { id } = await world.sign({ email: `n${n}@example.org`, mail: 'withheld' })
      const at = clock.now()
      await store.confirmSignatures([{ signatureId: id, letterId: null, constituencyCode: null, at }])
    }
  }
  /** What Olive was mailed, once those that are looked for twice a minute were. */
  async function toOlive() {
    clock.advance(minute)
    await world.tick()
    return sink.mails.filter(({ to }) => to.includes(olive.email)).map(({ parsed }) => parsed)
  }
  return { ...world, olive, wish, grow, toOlive }
}

test('on Monday at eight by London’s clocks an organiser is mailed what the week came to, and once', async () => {
  const { clock, wish, grow, toOlive, tick, mailer } = await open()
  await wish('yes', 'no')
  await grow(3)
  clock.advance(Date.parse('2026-03-30T06:58:00Z') - clock.now().getTime()) // 7:58 there: clocks went forward on Sunday
  expect(await toOlive()).toEqual([])
  await grow(2, 3) // of the new week
  clock.advance(minute)
  const other = openRounds(mailer())
  await Promise.all([tick(), other.tick()])
  const [mail, second] = await toOlive()
  expect(second).toBe(undefined)
  expect(mail?.subject).toBe('A safe crossing at every school: 3 signatures from 23 March to 29 March')
  expect(mail?.text).toContain('Signatures: 3 (0 the week before)')
  expect(mail?.text).toContain('Signatures altogether: 5 of 100')
  expect(mail?.text).toContain('/organise/campaigns/safer-crossings/notices')
  expect(mail?.html).toContain('3 (0 the week before)')

  clock.advance(7 * day - hour)
  await tick()
  expect(await toOlive()).toHaveLength(1)
  clock.advance(hour)
  const both = await toOlive()
  expect(both).toHaveLength(2)
  expect(both[1]?.text).toContain('Signatures: 2 (3 the week before)')
})

test('reaching the goal is told once, though the count goes down and up again', async () => {
  const { wish, grow, toOlive, sign, store, clock } = await open()
  await wish('no', 'yes')
  await grow(4)
  expect(await toOlive()).toEqual([])
  await grow(1, 4)
  const [mail] = await toOlive()
  expect(mail?.subject).toBe('A safe crossing at every school has reached its goal of 5 signatures')
  expect(mail?.text).toContain('5 have signed by now. The goal is 100.')
  const { id } = await sign({ email: 'leaver@example.org', mail: 'withheld' })
  const confirmed = { signatureId: id, letterId: null, constituencyCode: null, at: clock.now() }
  await store.confirmSignatures([confirmed])
  await store.withdrawSignature(id, clock.now())
  await grow(1, 9)
  expect(await toOlive()).toHaveLength(1)
})

test('nobody is mailed who did not ask, or may no longer see the campaign', async () => {
  const { wish, grow, toOlive, store, clock, olive } = await open()
  await grow(5)
  expect(await toOlive()).toEqual([])
  await wish('yes', 'yes')
  const entry = { actor: 'operator', campaignId: null, reason: null, detail: {}, at: clock.now() } as const
  const object = `organiser:${olive.id}`
  await store.setRole(olive.id, 0, null, { ...entry, object, action: 'role-taken' })
  clock.advance(8 * day)
  expect(await toOlive()).toEqual([])
})

test('a mailer that was away over a Monday tells of that week, and of it once', async () => {
  const { clock, wish, grow, toOlive } = await open()
  await wish('yes', 'no')
  await grow(1)
  clock.advance(12 * day) // until a Tuesday, over two Mondays
  const mails = await toOlive()
  expect(mails.map(({ subject }) => subject)).toEqual([
    'A safe crossing at every school: 0 signatures from 30 March to 5 April',
  ])
})
