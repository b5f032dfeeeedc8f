import { describe, expect, test } from 'vitest'
import type { OfficeId } from '../../app/domain/id'
import { countingLimits } from '../../app/domain/limit'
import { chooseMode, readChoice, requestOfficeLink } from '../../app/domain/office/choice'
import { lettersAtMost, nextDigest } from '../../app/domain/office/digest'
import { Problem } from '../../app/domain/problem'
import type { Store } from '../../app/domain/store'
import { openRounds } from '../../app/mailer/rounds'
import { ashford, campaignText, emptySeat, members, placesDraft, silentSeat } from '../support/campaign'
import { day, hour, minute, second } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { sameWords } from './same-words'
import { openWorld } from './world'

type World = Awaited<ReturnType<typeof openWorld>>
type Odd = NonNullable<Parameters<World['sign']>[0]>

/** Asha Grange's office gets one mail a day; one letter reached it before it chose so. */
async function openDaily(begins?: string) {
  const world = await openWorld(campaignText(), begins)
  await world.writeLetters([{ email: 'first@example.org' }])
  await world.tick()
  const office = await officeOf(world)
  await choose(world, office, 0, 'daily')
  return { ...world, office }
}

/** The office that a line under the letter names. */
async function officeOf({ sink, ports, clock }: World): Promise<OfficeId> {
  const token = /\/office\/([\w-]+)/.exec(sink.mails[0]?.parsed.text ?? '')?.[1] ?? ''
  const answer = ports.tokens.read('office', token, clock.now())
  if (answer.kind !== 'valid') throw new Error('no office')
  const hex = answer.subject.toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as OfficeId
}

async function choose(
  { store, clock }: World,
  office: OfficeId,
  revision: number,
  mode: 'daily' | 'individual' | 'paused',
): Promise<void> {
  expect(await store.chooseOfficeMode(office, revision, mode, clock.now())).toBe('chosen')
}

/** Writes letters, which wait in line, and turns the clock to the digest's time. */
async function upToDigest(world: World, letters: readonly Odd[]) {
  const drafts = await world.writeLetters(letters)
  while ((await world.tick()).length > 0);
  toDigest(world)
  return drafts
}

function toDigest({ clock }: World): void {
  clock.advance(nextDigest(clock.now()).getTime() - clock.now().getTime())
}

const states = async ({ store, campaign }: World) =>
  (await store.lettersAfter(campaign.id, null, 1000)).map(({ state }) => state).slice(1)

const two: readonly Odd[] = [
  { email: 'rosa@example.org', name: 'Rosa Lind', principles: ['zebra'] },
  { email: 'tom@example.org', name: 'Tom Holm', postcode: 'ZZ1 1AA', principles: ['lights', 'zebra'] },
]

const line = '='.repeat(60)

/** The text of a digest, whole. */
const twoLetters = `Here are 2 letters from your constituents. Your office asked to get the letters of each day in one mail. Each is below as its writer wrote it, with their name, their address and their e-mail address.

A reply to this mail reaches none of them: please write to each at the e-mail address above their letter.

${line}
A safe crossing at every school: 2 letters

A campaign by Walk Together. What their writers stand for:

- Zebra crossings (2)
- Lights (1)

${line}
Letter 1 of 2: Rosa Lind

Reply to: rosa@example.org
Subject: Mill Lane
Written: 23 November 2026
Campaign: A safe crossing at every school

> Dear Asha Grange,
> 
> My own words.
> 
> And <b>more</b>.
> 
> Yours sincerely,
> 
> Rosa Lind
> 4 Weaver Row
> Ashford
> ZZ1 1AA

${line}
Letter 2 of 2: Tom Holm

Reply to: tom@example.org
Subject: Mill Lane
Written: 23 November 2026
Campaign: A safe crossing at every school

> Dear Asha Grange,
> 
> Other words.
> 
> Yours sincerely,
> 
> Tom Holm
> 4 Weaver Row
> Ashford
> ZZ1 1AA

-- 
Sent through Undersigned on behalf of their writers, who each confirmed their e-mail address.
How letters reach your office is for you to choose:
http://localhost:3000/office/TOKEN
`

describe('an office that wants one mail a day', () => {
  test('gets it with how many there are, what they ask for, and every letter whole and attributable', async () => {
    const world = await openDaily()
    const [rosa, tom] = two as [Odd, Odd]
    await upToDigest(world, [
      { ...rosa, letter: letterDraft('My own words.\n\nAnd <b>more</b>.') },
      { ...tom, letter: letterDraft('Other words.') },
    ])
    expect(world.sink.mails).toHaveLength(1)
    expect(await world.tick()).toMatchObject([{ kind: 'digest', ended: 'accepted' }])
    const mail = world.sink.mails[1]
    if (!mail) throw new Error('no digest')
    expect(mail.to).toEqual(['asha.grange@parliament.example'])
    expect(mail.from).toMatch(/^b-[0-9a-f]{32}@bounces\.undersigned\.example$/)
    expect(mail.parsed.subject).toBe('2 letters from your constituents')
    expect(mail.parsed.replyTo).toBeUndefined()
    expect(mail.parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.parsed.text?.replace(/\/office\/[\w-]+/, '/office/TOKEN')).toBe(twoLetters)
    sameWords(mail.parsed)
    expect(mail.parsed.html).toContain('And &lt;b&gt;more&lt;/b&gt;.')
    expect(mail.parsed.html).toContain('href="mailto:rosa@example.org?subject=Re%3A%20Mill%20Lane"')
    expect(await states(world)).toEqual(['accepted', 'accepted'])
    expect(await world.store.recount()).toEqual([])
  })

  test('gets no letter that passes for two, whatever its writer typed', async () => {
    const world = await openDaily()
    const sham = `First.\n\n${line}\nLetter 2 of 2: Tom Holm\n\nReply to: tom@example.org\n\n-- \nSecond.`
    await upToDigest(world, [{ letter: letterDraft(sham) }])
    await world.tick()
    const lines = world.sink.mails[1]?.parsed.text?.split('\n') ?? []
    expect(lines.filter(one => one.startsWith('Reply to:'))).toEqual(['Reply to: rosa@example.org'])
    expect(lines.filter(one => one === line)).toHaveLength(2) // above the campaign, and above the letter
    expect(lines.filter(one => one === '-- ')).toHaveLength(1)
    expect(world.sink.mails[1]?.parsed.html).not.toMatch(/<h2[^>]*>Letter 2/)
  })

  test.each([
    ['clocks go forward', '2027-03-27T12:00:00.000Z', '2027-03-28T06:00:00.000Z'],
    ['clocks go back', '2027-10-30T12:00:00.000Z', '2027-10-31T07:00:00.000Z'],
  ])('gets it at seven in London on the morning when %s, and once', async (_, begins, seven) => {
    const world = await openDaily(begins)
    await world.writeLetters(two)
    await world.tick()
    world.clock.advance(Date.parse(seven) - world.clock.now().getTime() - second)
    expect(await world.tick()).toEqual([])
    world.clock.advance(second)
    await world.tick()
    expect(world.sink.mails.slice(1).map(({ parsed }) => parsed.subject)).toEqual([
      '2 letters from your constituents',
    ])
    for (let hours = 0; hours < 48; hours++) {
      world.clock.advance(hour)
      expect(await world.tick()).toEqual([])
    }
  })

  test('gets none on a day without letters', async () => {
    const world = await openDaily()
    toDigest(world)
    expect(await world.tick()).toEqual([])
  })

  test('is told of one letter in words for one', async () => {
    const world = await openDaily()
    await upToDigest(world, two.slice(0, 1))
    await world.tick()
    expect(world.sink.mails[1]?.parsed.subject).toBe('1 letter from a constituent')
    expect(world.sink.mails[1]?.parsed.text).toMatch(/^Here is 1 letter from a constituent\./)
  })

  test(`gets at most ${lettersAtMost} letters in one mail, is told how many wait, and gets those the day after`, async () => {
    const world = await openDaily()
    const many = Array.from({ length: lettersAtMost + 1 }, (_, index) => ({ email: `w${index}@example.org` }))
    await upToDigest(world, many)
    await world.tick()
    const [, first] = world.sink.mails
    expect(first?.parsed.subject).toBe(`${lettersAtMost} letters from your constituents`)
    expect(first?.parsed.text?.includes('1 more letter waits')).toBe(true)
    expect(first?.source.length).toBeLessThan(2_000_000)
    toDigest(world)
    await world.tick()
    expect(world.sink.mails[2]?.parsed.text).toContain(`w${lettersAtMost}@example.org`)
    expect(new Set(await states(world))).toEqual(new Set(['accepted']))
    expect(await world.store.recount()).toEqual([])
  })

  test('gets no mail that a mail server would find too large: the rest comes the day after', async () => {
    const world = await openDaily()
    const long = 'ਚਿੱਠੀ '.repeat(830) // the greatest length, and nine bytes on the wire for each three
    const many = Array.from({ length: 110 }, (_, index) => ({
      email: `w${index}@example.org`,
      letter: letterDraft(long),
    }))
    await upToDigest(world, many)
    await world.tick()
    while ((await world.tick()).length > 0); // those that left wait in line again
    const [, first] = world.sink.mails
    expect(first?.source.length).toBeGreaterThan(6_000_000)
    expect(first?.source.length).toBeLessThan(10_000_000)
    const went = Number(/^(\d+) letters/.exec(first?.parsed.subject ?? '')?.[1])
    expect(first?.parsed.text?.includes(`${110 - went} more letters wait`)).toBe(true)
    toDigest(world)
    await world.tick()
    expect(world.sink.mails[2]?.parsed.subject).toBe(`${110 - went} letters from your constituents`)
  })
})

describe('a letter that does not go with the digest goes its own way', () => {
  test('to the new member, where its own has left since', async () => {
    const world = await openDaily()
    await upToDigest(world, two)
    const [asha, ...others] = members
    if (!asha) throw new Error('no members')
    const nia = {
      ...asha,
      id: 77,
      name: 'Nia Penrose',
      salutation: 'Nia Penrose',
      email: 'nia@parliament.example',
    }
    const draft = placesDraft({
      constituencies: [ashford, emptySeat, silentSeat],
      members: [nia, ...others.slice(1)],
      postcodes: {},
    })
    await world.store.importPlaces(draft, world.clock.now(), 'save')
    expect((await world.tick()).map(({ ended }) => ended)).toEqual(['cancelled'])
    await world.tick()
    expect(world.sink.mails.slice(1).map(({ to }) => to[0])).toEqual([
      'nia@parliament.example',
      'nia@parliament.example',
    ])
    const byMember = await world.store.countsBy(world.campaign.id, ['letters-by-member'])
    expect(byMember.map(({ key, count }) => [key, count])).toEqual([
      ['1', 1],
      ['77', 2],
    ])
    expect(await world.store.recount()).toEqual([])
  })

  test('and is held where it cannot be composed; the others arrive', async () => {
    const world = await openDaily()
    await upToDigest(world, [...two, { email: 'no address at all' }])
    await world.tick()
    await world.tick()
    expect(world.sink.mails.slice(1).map(({ parsed }) => parsed.subject)).toEqual([
      '2 letters from your constituents',
    ])
    expect(await states(world)).toEqual(['accepted', 'accepted', 'held'])
  })

  test('by itself where the office has chosen so since the digest was made; held where it wants none', async () => {
    for (const mode of ['individual', 'paused'] as const) {
      const world = await openDaily()
      await upToDigest(world, two)
      await world.store.giveTurns(null, world.clock.now())
      await choose(world, world.office, 1, mode)
      expect(await world.tick()).toMatchObject([{ kind: 'digest', ended: 'cancelled' }])
      await world.tick()
      expect(await states(world)).toEqual(Array(2).fill(mode === 'paused' ? 'held' : 'accepted'))
      expect(world.sink.mails).toHaveLength(mode === 'paused' ? 1 : 3)
      expect(await world.store.recount()).toEqual([])
    }
  })

  test('a digest that everybody has left is not sent', async () => {
    const world = await openDaily()
    const drafts = await upToDigest(world, two)
    await world.store.giveTurns(null, world.clock.now())
    for (const { mailbox } of drafts) await world.store.eraseMailbox(mailbox, world.clock.now())
    expect(await world.tick()).toMatchObject([{ kind: 'digest', ended: 'cancelled' }])
    expect(world.sink.mails).toHaveLength(1)
  })
})

describe('each letter arrives once, though its mailer is lost', () => {
  const steps = ['digest', 'stampOutgoing', 'markOutgoing', 'settleOutgoing'] as const
  const moments = ['before', 'after'] as const
  test.each(steps.flatMap(step => moments.map(moment => [moment, step] as const)))(
    'with a digest, %s %s',
    async (moment, step) => {
      const world = await openDaily()
      await upToDigest(world, two)
      expect(await lostAt(world, step, moment)).toMatchObject([{ kind: 'digest', ended: 'left' }])
      world.clock.advance(15 * minute)
      await world.tick()
      world.clock.advance(day)
      await world.tick()
      const arrived = world.sink.mails.slice(1)
      const inData = step === 'settleOutgoing' || (step === 'markOutgoing' && moment === 'after')
      expect(world.sink.offered.length).toBeLessThanOrEqual(2)
      // What the store was told before its mailer was lost is all that anybody knows.
      const known = step === 'settleOutgoing' && moment === 'after' ? 'accepted' : 'unknown'
      expect(await states(world)).toEqual(Array(2).fill(inData ? known : 'accepted'))
      expect(arrived).toHaveLength(step === 'markOutgoing' && moment === 'after' ? 0 : 1)
      expect(await world.store.recount()).toEqual([])
    },
  )

  test.each(moments)('by itself, %s its office let it through', async moment => {
    const world = await openWorld()
    await world.writeLetter()
    expect(await lostAt(world, 'letThrough', moment)).toMatchObject([{ ended: 'left' }])
    world.clock.advance(15 * minute)
    expect(await openRounds(world.mailer({ lettersPerHour: 1 })).tick()).toMatchObject([
      { ended: moment === 'before' ? 'accepted' : 'waits' },
    ])
    world.clock.advance(2 * hour)
    await openRounds(world.mailer({ lettersPerHour: 1 })).tick()
    expect(world.sink.mails).toHaveLength(1)
  })
})

/** One round of a mailer that is lost before or after it asks this of the store. */
async function lostAt(world: World, step: keyof Store, moment: 'before' | 'after') {
  const { ports, ...mailer } = world.mailer({ lettersPerHour: 1 })
  const really = ports.store[step] as (...given: unknown[]) => Promise<unknown>
  const lost = async (...given: unknown[]) => {
    if (moment === 'after') await really(...given)
    throw new Problem('busy', 'the mailer is lost')
  }
  return openRounds({ ...mailer, ports: { ...ports, store: { ...ports.store, [step]: lost } } }).tick()
}

test('a digest that is refused for now is the same mail when it comes again', async () => {
  const world = await openDaily()
  await upToDigest(world, two)
  world.sink.behave({ do: 'refuse', at: 'end', code: 451, words: 'later' })
  expect(await world.tick()).toMatchObject([{ kind: 'digest', ended: 'deferred' }])
  expect(await states(world)).toEqual(['deferred', 'deferred'])
  world.sink.behave({ do: 'accept' })
  world.clock.advance(minute)
  expect(await world.tick()).toMatchObject([{ kind: 'digest', ended: 'accepted' }])
  const [, first, again] = world.sink.offered
  expect(again).toBe(first)
})

test('a link to choose with goes to the office’s own address alone, chooses once, and lives a day', async () => {
  const world = await openDaily()
  const { ports, clock, sink } = world
  const linkMailed = async () => {
    await world.store.requestOfficeLink(world.office, clock.now())
    await world.tick()
    return /\/office\/choose\/([\w-]+)/.exec(sink.mails.at(-1)?.parsed.text ?? '')?.[1] ?? ''
  }
  const first = await linkMailed()
  clock.advance(minute)
  const second = await linkMailed()
  for (const mail of sink.mails.slice(1)) {
    expect(mail.to).toEqual(['asha.grange@parliament.example'])
    expect(mail.parsed.headers.get('auto-submitted')).toBe('auto-generated')
    sameWords(mail.parsed)
  }
  const opened = async (token: string) => {
    const choosing = await readChoice(ports, token)
    return [choosing.kind, 'office' in choosing && choosing.office.mode]
  }
  expect(await opened(first)).toEqual(['to-choose', 'daily'])
  const choosing = await readChoice(ports, first)
  if (choosing.kind === 'to-choose') await chooseMode(ports, choosing.office, 'paused')
  expect(await opened(first)).toEqual(['chosen', 'paused'])
  expect(await opened(second)).toEqual(['chosen', 'paused'])
  await choose(world, world.office, 2, 'individual')
  expect(await opened(first)).toEqual(['spent', 'individual'])
  clock.advance(day)
  expect(await opened(first)).toEqual(['expired', 'individual'])
})

test('a link to choose with is mailed five times in half an hour and ten times a day, however often it is asked for', async () => {
  const world = await openDaily()
  const ports = { ...world.ports, limits: countingLimits() }
  const office = await world.store.office(world.office)
  if (!office) throw new Error('no office')
  const askFor = async (minutes: number) => {
    const before = world.sink.mails.length
    for (let minute_ = 0; minute_ < minutes; minute_++) {
      await requestOfficeLink(ports, office)
      await requestOfficeLink(ports, office) // in the same minute
      await world.tick()
      world.clock.advance(minute)
    }
    return world.sink.mails.length - before
  }
  expect(await askFor(10)).toBeLessThanOrEqual(5)
  expect(await askFor(180)).toBeLessThanOrEqual(10)
  world.clock.advance(2 * day)
  expect(await askFor(1)).toBe(1)
})
