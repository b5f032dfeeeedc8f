import { describe, expect, test } from 'vitest'
import type { LetterId } from '../../app/domain/id'
import type { Attempted } from '../../app/mailer/attempt'
import { openRounds } from '../../app/mailer/rounds'
import { day, hour, minute, second } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { openWorld } from './world'

const ends = (attempts: readonly Attempted[]) => attempts.map(({ ended }) => ended)
type World = Awaited<ReturnType<typeof openWorld>>

async function letterState({ store }: World, id: LetterId | undefined) {
  return id && (await store.letter(id))?.state
}

async function lastReply({ store, campaign }: World) {
  return (await store.lettersAfter(campaign.id, null, 1))[0]?.lastReply
}

test('a confirmed letter is accepted once', async () => {
  const world = await openWorld()
  const letter = await world.writeLetter()
  expect(ends(await world.tick())).toEqual(['accepted'])
  world.clock.advance(day)
  expect(await world.tick()).toEqual([])
  expect(world.sink.mails).toHaveLength(1)
  expect(await letterState(world, letter)).toBe('accepted')
})

test('a letter refused for now is sent at its scheduled time, with the same Message-ID, Date and words', async () => {
  const world = await openWorld()
  await world.writeLetter()
  world.sink.behave({ do: 'refuse', at: 'end', code: 451, words: '4.7.1 greylisted' })
  expect(ends(await world.tick())).toEqual(['deferred'])
  world.sink.behave({ do: 'accept' })
  world.clock.advance(minute - second)
  expect(await world.tick()).toEqual([])
  world.clock.advance(second)
  expect(ends(await world.tick())).toEqual(['accepted'])
  const [first, second_] = world.sink.offered.map(withoutBoundaries)
  expect(second_).toBe(first)
  expect(first).toMatch(/^Date: Mon, 23 Nov 2026 12:00:00 \+0000\r$/m)
  expect(first).toMatch(/^Message-ID:\s+<[0-9a-f-]{36}@bounces\.undersigned\.example>\r$/m)
})

test('a confirmation that is retried carries the same link', async () => {
  const world = await openWorld()
  await world.sign()
  world.sink.behave({ do: 'refuse', at: 'end', code: 451, words: 'later' })
  await world.tick()
  world.sink.behave({ do: 'accept' })
  world.clock.advance(minute)
  expect(ends(await world.tick())).toEqual(['accepted'])
  const [first, again] = world.sink.offered.map(withoutBoundaries)
  expect(again).toBe(first)
})

test('a letter that an office refuses has bounced, and the reply is kept without an address', async () => {
  const world = await openWorld()
  const letter = await world.writeLetter()
  world.sink.behave({
    do: 'refuse',
    at: 'recipient',
    code: 550,
    words: '5.1.1 <asha.grange@parliament.example> unknown',
  })
  expect(ends(await world.tick())).toEqual(['bounced'])
  world.clock.advance(5 * day)
  expect((await world.tick()).map(({ kind }) => kind)).toEqual(['letter-returned'])
  expect(await letterState(world, letter)).toBe('bounced')
  expect(await lastReply(world)).toBe('550 5.1.1 <address> unknown')
})

test('while the relay is away letters wait, and when it is back each is sent once', async () => {
  const world = await openWorld()
  const emails = ['a@example.org', 'b@example.org', 'c@example.org']
  await world.writeLetters(emails.map(email => ({ email })))
  await world.sink.away()
  for (let minutes = 0; minutes < 30; minutes++) {
    await world.tick()
    world.clock.advance(minute)
  }
  expect(world.sink.mails).toEqual([])
  await world.sink.back()
  for (let minutes = 0; minutes < 90; minutes++) {
    await world.tick()
    world.clock.advance(minute)
  }
  expect(world.sink.mails.map(({ parsed }) => parsed.replyTo?.value[0]?.address).sort()).toEqual([
    'a@example.org',
    'b@example.org',
    'c@example.org',
  ])
  expect((await world.store.sending()).waiting).toEqual({ survey: 3 })
})

test('a letter that nobody ever takes is given up after four days', async () => {
  const world = await openWorld()
  const letter = await world.writeLetter()
  world.sink.behave({ do: 'refuse', at: 'recipient', code: 450, words: 'busy' })
  const seen: string[] = []
  for (let hours = 0; hours <= 5 * 24; hours++) {
    seen.push(...ends((await world.tick()).filter(({ kind }) => kind === 'letter')))
    world.clock.advance(hour)
  }
  expect(seen.at(-1)).toBe('gave-up')
  expect(seen.filter(ended => ended === 'deferred').length).toBeGreaterThan(20)
  expect(await letterState(world, letter)).toBe('gave-up')
})

describe('nothing is sent twice', () => {
  test('a connection lost inside DATA leaves the letter unknown for good', async () => {
    const world = await openWorld()
    const letter = await world.writeLetter()
    world.sink.behave({ do: 'drop', at: 'end' })
    expect(ends(await world.tick())).toEqual(['unknown'])
    world.sink.behave({ do: 'accept' })
    for (let hours = 0; hours < 100; hours++) {
      world.clock.advance(hour)
      expect(await world.tick()).toEqual([])
    }
    expect(world.sink.offered).toHaveLength(1)
    expect(await letterState(world, letter)).toBe('unknown')
  })

  test('a mailer that lost its lease before the 354 sends nothing, the one that has it does', async () => {
    const world = await openWorld()
    await world.writeLetter()
    world.sink.behave({ do: 'stall', at: 'recipient' })
    const asked = world.sink.next('recipient')
    const slow = world.tick()
    await asked
    world.sink.behave({ do: 'accept' })
    world.clock.advance(15 * minute)
    expect(ends(await openRounds(world.mailer()).tick())).toEqual(['accepted'])
    world.sink.release()
    expect(ends(await slow)).toEqual(['lease-lost'])
    expect(world.sink.offered).toHaveLength(1)
  })

  test('a mailer that lost its lease inside DATA may not settle, and nobody sends again', async () => {
    const world = await openWorld()
    const letter = await world.writeLetter()
    world.sink.behave({ do: 'stall', at: 'end' })
    const ended = world.sink.next('end')
    const slow = world.tick()
    await ended
    world.sink.behave({ do: 'accept' })
    world.clock.advance(15 * minute)
    expect(await openRounds(world.mailer()).tick()).toEqual([])
    expect(await letterState(world, letter)).toBe('unknown')
    world.sink.release()
    expect(ends(await slow)).toEqual(['lease-lost'])
    expect(await letterState(world, letter)).toBe('unknown')
    expect(world.sink.offered).toHaveLength(1)
  })
})

describe('one mail does not hold up the others', () => {
  test('one that cannot be composed is held and told by its id alone, the others are sent', async () => {
    const world = await openWorld()
    const [poisoned] = await world.writeLetters([
      { email: 'no address at all', name: 'Canary Name', letter: letterDraft('SECRET WORDS') },
      { email: 'ok@example.org' },
    ])
    expect(ends(await world.tick()).sort()).toEqual(['accepted', 'held'])
    expect(await letterState(world, poisoned?.letter?.id)).toBe('held')
    const faults = world.logged.filter(({ level }) => level === 'error')
    expect(faults).toMatchObject([{ about: { kind: 'letter', fault: 'ZodError' } }])
    expect(JSON.stringify(world.logged)).not.toMatch(/canary|secret|no address|example\.org|parliament/i)
  })

  test('one that the relay keeps waiting leaves the other lanes free', async () => {
    const world = await openWorld()
    await world.writeLetter({ email: 'slow@example.org' })
    world.sink.behave({ do: 'stall', at: 'end' })
    const stalled = world.sink.next('end')
    const rounds = openRounds(world.mailer())
    const slow = rounds.tick()
    await stalled
    world.sink.behave({ do: 'accept' })
    await world.writeLetter({ email: 'quick@example.org' })
    expect(ends(await rounds.tick())).toEqual(['accepted'])
    world.sink.release()
    expect(ends(await slow)).toEqual(['accepted'])
  })

  test('while the register of places does not answer, a letter waits for it', async () => {
    const world = await openWorld()
    await world.writeLetter()
    const { ports, ...mailer } = world.mailer()
    const away = { ...ports.places, seat: () => Promise.reject(new Error('503')) }
    expect(ends(await openRounds({ ...mailer, ports: { ...ports, places: away } }).tick())).toEqual([
      'deferred',
    ])
    world.clock.advance(minute)
    expect(ends(await world.tick())).toEqual(['accepted'])
  })
})

describe('a relay that is away', () => {
  test('is left alone after five failures, then tried with one mail, then with all', async () => {
    const world = await openWorld()
    await world.writeLetters(twelve)
    await world.sink.away()
    expect(ends(await world.tick())).toEqual(Array(5).fill('deferred'))
    world.clock.advance(29 * second)
    expect(await world.tick()).toEqual([])
    world.clock.advance(second)
    expect(ends(await world.tick())).toEqual(['deferred'])
    expect(await world.tick()).toEqual([])
    await world.sink.back()
    world.clock.advance(30 * second)
    expect(ends(await world.tick())).toEqual(['accepted'])
    expect(ends(await world.tick())).toEqual(Array(5).fill('accepted'))
    expect(world.logged.map(({ words }) => words)).toContain('the relay is away: claiming pauses')
    expect(world.logged.map(({ words }) => words)).toContain('the relay is back')
  })

  test('is not what refusals of single mails mean', async () => {
    const world = await openWorld()
    world.sink.behave({ do: 'refuse', at: 'recipient', code: 550, words: 'no such mailbox' })
    await world.writeLetters(twelve)
    const letters = async () => (await world.tick()).filter(({ kind }) => kind === 'letter')
    expect(await letters()).toHaveLength(5)
    expect(await letters()).toHaveLength(5)
    expect(await letters()).toHaveLength(2)
  })
})

const twelve = Array.from({ length: 12 }, (_, number) => ({ email: `${number}@example.org` }))

function withoutBoundaries(source: string): string {
  return source.replace(/--_NmP-[\w-]+/g, 'BOUNDARY')
}
