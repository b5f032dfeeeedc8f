import { describe, expect, test } from 'vitest'
import { idBytes, idFromBytes, type LetterId, type OfficeId } from '../../app/domain/id'
import type { Member } from '../../app/domain/place/place'
import { chaseOnce, readChasing } from '../../app/domain/reply/chase'
import type { ReplyFields } from '../../app/domain/reply/form'
import { answerSurvey, readSurvey, type Survey } from '../../app/domain/reply/survey'
import type { Attempted } from '../../app/mailer/attempt'
import { openRounds } from '../../app/mailer/rounds'
import { change, select } from '../store/bytes'
import { campaignText, members, placesDraft } from '../support/campaign'
import { day, hour, minute } from '../support/clock'
import type { SunkMail } from '../support/smtp'
import { sameWords } from './same-words'
import { openWorld } from './world'

type World = Awaited<ReturnType<typeof openWorld>>

const said = (attempts: readonly Attempted[]) => attempts.map(({ kind, ended }) => `${kind} ${ended}`)

const told: ReplyFields = { answer: 'answered', position: 'agrees', when: '2026-12-01', words: 'Dear Rosa' }

/** A letter that was accepted when the world began, fourteen days ago. */
async function afterTwoWeeks(text = campaignText()) {
  const world = await openWorld(text)
  const letterId = await world.writeLetter()
  await world.tick()
  world.clock.advance(14 * day)
  return { world, letterId }
}

function latest({ sink }: World): SunkMail {
  const mail = sink.mails.at(-1)
  if (!mail) throw new Error('nothing arrived')
  return mail
}

/** What the link in the latest mail leads to. */
async function surveyIn(world: World): Promise<Survey> {
  const text = latest(world).parsed.text ?? ''
  const token = /^http:\/\/localhost:3000\/survey\/([\w-]+)$/m.exec(text)?.[1] ?? ''
  const surveying = await readSurvey(world.ports, token)
  if (surveying.kind !== 'to-answer') throw new Error(surveying.kind)
  return surveying
}

describe('a writer is asked whether there was a reply', () => {
  test('after fourteen days, with the campaign, whom they wrote to and when, and nothing else of theirs', async () => {
    const { world, letterId } = await afterTwoWeeks()
    expect(said(await world.tick())).toEqual(['survey accepted'])
    const { to, parsed, source } = latest(world)
    expect(to).toEqual(['rosa@example.org'])
    expect(parsed.subject).toBe('Did Asha Grange reply? A safe crossing at every school')
    expect(parsed.text).toContain('Hello Rosa Lind,')
    expect(parsed.text).toContain(
      'On 23 November 2026 the letter went out that you wrote to Asha Grange with “A safe crossing at every school”, a campaign by Walk Together. Did Asha Grange reply?',
    )
    expect(parsed.text).toContain('we ask once more in a week, and never again')
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
    for (const typed of ['Mill Lane', 'paint the stripes', 'Weaver Row', 'ZZ1'])
      expect(source).not.toContain(typed)
    expect(parsed.text?.match(/https?:/g)).toHaveLength(1)
    expect((await surveyIn(world)).letter.id).toBe(letterId)
    sameWords(parsed)
  })

  test('once more after a week, and then never again', async () => {
    const { world } = await afterTwoWeeks()
    await world.tick()
    world.clock.advance(7 * day - minute)
    expect(await world.tick()).toEqual([])
    world.clock.advance(minute)
    expect(said(await world.tick())).toEqual(['remind-survey accepted'])
    const { parsed } = latest(world)
    expect(parsed.subject).toBe('Did Asha Grange reply? A safe crossing at every school')
    expect(parsed.text).toContain('This is the last time that we ask about this letter.')
    sameWords(parsed)
    world.clock.advance(400 * day)
    expect(await world.tick()).toEqual([])
    expect(world.sink.mails).toHaveLength(3)
  })

  test('of everybody whom the letter went to, in one question', async () => {
    const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' }
    const { world } = await afterTwoWeeks(campaignText({ target: ['constituency-mp', minister] }))
    expect(said(await world.tick())).toEqual(['survey accepted'])
    const { parsed } = latest(world)
    expect(parsed.subject).toBe('Did Asha Grange or the Minister reply? A safe crossing at every school')
    expect(parsed.text).toContain('that you wrote to Asha Grange and the Minister with')
  })

  test('by a link that works for 60 days, and for nothing else', async () => {
    const { world, letterId } = await afterTwoWeeks()
    await world.tick()
    const token = /survey\/([\w-]+)/.exec(latest(world).parsed.text ?? '')?.[1] ?? ''
    world.clock.advance(60 * day - 1)
    expect(await readSurvey(world.ports, token)).toMatchObject({ kind: 'to-answer' })
    world.clock.advance(1)
    expect(await readSurvey(world.ports, token)).toEqual({ kind: 'expired' })
    const { tokens } = world.ports
    for (const purpose of ['letter', 'receipt', 'manage', 'confirm'] as const) {
      const other = tokens.make(purpose, idBytes(letterId), new Date('2099-01-01'))
      expect(await readSurvey(world.ports, other)).toEqual({ kind: 'not-found' })
    }
  })

  test.each([
    ['has told already', async (world: World, id: LetterId) => tell(world, id)],
    ['has withdrawn', withdraw],
    [
      'has erased what is held',
      async (world: World) => void (await world.store.eraseMailbox('rosa@example.org', world.clock.now())),
    ],
    [
      'had the letter come back',
      async (world: World) => change(world.file, "update letter set state = 'bounced'"),
    ],
    [
      'has had it chased',
      async (world: World, id: LetterId) => void (await world.store.queueChase(id, 'mp', world.clock.now())),
    ],
  ])('not where the writer %s', async (_, happens) => {
    for (const askedBefore of [false, true]) {
      const { world, letterId } = await afterTwoWeeks()
      if (askedBefore) await world.tick()
      await happens(world, letterId)
      if (askedBefore) world.clock.advance(7 * day)
      const asked = said(await world.tick()).filter(one => /survey (?!cancelled)/.test(one))
      expect(asked, askedBefore ? 'once more' : 'first').toEqual([])
      world.clock.advance(30 * day)
      expect(said(await world.tick())).toEqual([])
    }
  })

  test('once the register of places answers, where it is away', async () => {
    const { world } = await afterTwoWeeks()
    const { ports, ...mailer } = world.mailer()
    const away = { ...ports.places, seat: () => Promise.reject(new Error('503')) }
    const rounds = openRounds({ ...mailer, ports: { ...ports, places: away } })
    expect(said(await rounds.tick())).toEqual(['survey deferred'])
    world.clock.advance(minute)
    expect(said(await world.tick())).toEqual(['survey accepted'])
  })
})

describe('however a mailer ends, a writer is asked at most once and reminded at most once', () => {
  test.each(['survey', 'remind-survey'] as const)(
    'killed before DATA, the next mailer sends the same %s; inside it, nobody does',
    async kind => {
      const { world } = await afterTwoWeeks()
      if (kind === 'remind-survey') {
        await world.tick()
        world.clock.advance(7 * day)
      }
      const before = world.sink.mails.length
      const leased = () => new Date(world.clock.now().getTime() + 15 * minute)
      const [first] = await world.store.claimOutgoing(5, world.clock.now(), leased())
      if (first) await world.store.stampOutgoing(first, '<kept@undersigned.example>', world.clock.now())
      world.clock.advance(15 * minute) // killed here: nothing was offered
      expect(world.sink.mails).toHaveLength(before)
      const [second] = await world.store.claimOutgoing(5, world.clock.now(), leased())
      expect(second).toMatchObject({ id: first?.id, kind, messageId: '<kept@undersigned.example>' })
      if (second) await world.store.markOutgoing(second, world.clock.now())
      for (let hours = 0; hours < 30 * 24; hours += 6) {
        world.clock.advance(6 * hour) // killed inside DATA: nobody knows whether it arrived
        expect(await world.tick()).toEqual([])
      }
      expect(world.sink.mails).toHaveLength(before)
    },
  )

  test('killed after the relay took it and before it was settled, nobody is asked again', async () => {
    const { world } = await afterTwoWeeks()
    world.sink.behave({ do: 'stall', at: 'end' })
    const ended = world.sink.next('end')
    const dying = world.tick()
    await ended
    world.sink.behave({ do: 'accept' })
    world.clock.advance(15 * minute)
    expect(await openRounds(world.mailer()).tick()).toEqual([])
    world.sink.release()
    expect(said(await dying)).toEqual(['survey lease-lost'])
    world.clock.advance(30 * day)
    expect(await world.tick()).toEqual([])
    expect(world.sink.offered).toHaveLength(2) // the letter and this
  })

  test('a relay that refuses for now is asked for four days from when it was due', async () => {
    const { world } = await afterTwoWeeks()
    world.sink.behave({ do: 'refuse', at: 'recipient', code: 450, words: 'busy' })
    const seen: string[] = []
    for (let hours = 0; hours <= 5 * 24; hours++) {
      seen.push(...said(await world.tick()))
      world.clock.advance(hour)
    }
    expect(seen.at(-1)).toBe('survey gave-up')
    expect(seen.filter(one => one === 'survey deferred').length).toBeGreaterThan(20)
  })
})

describe('a chase', () => {
  async function chased(text = campaignText()) {
    const { world, letterId } = await afterTwoWeeks(text)
    await world.tick()
    const survey = await surveyIn(world)
    await chaseOnce(world.ports, survey)
    return { world, letterId, survey }
  }

  test('goes to the MP as it was shown, in the writer’s name, with the date and the first letter whole', async () => {
    const { world, letterId } = await afterTwoWeeks()
    await world.tick()
    const survey = await surveyIn(world)
    const shown = await readChasing(world.ports, survey)
    if (shown.kind !== 'possible') throw new Error(shown.kind)
    await chaseOnce(world.ports, survey)
    expect(said(await world.tick())).toEqual(['chase accepted'])
    const { to, from, parsed } = latest(world)
    expect(to).toEqual(['asha.grange@parliament.example'])
    expect(from).toMatch(/^b-[0-9a-f]{32}@bounces\.undersigned\.example$/)
    expect(parsed.replyTo?.value).toEqual([{ name: 'Rosa Lind', address: 'rosa@example.org' }])
    expect(parsed.from?.value).toEqual([{ name: 'Rosa Lind', address: 'campaigns@undersigned.example' }])
    expect(parsed.headers.has('auto-submitted')).toBe(false)
    expect(parsed.subject).toBe(shown.chase.subject)
    expect(parsed.subject).toBe('Re: Mill Lane')
    expect(parsed.text?.startsWith(shown.chase.whole)).toBe(true)
    expect(parsed.text).toContain('23 November 2026')
    expect(parsed.text?.match(/Please paint the stripes on Mill Lane\./g)).toHaveLength(1)
    expect(parsed.text?.match(/Dear Asha Grange,/g)).toHaveLength(2)
    expect(parsed.html).toBe(false)
    expect((await world.store.letter(letterId))?.state).toBe('accepted')
    expect(await readChasing(world.ports, survey)).toMatchObject({
      kind: 'asked',
      to: 'Asha Grange',
      fate: { state: 'accepted' },
    })
  })

  test('is sent once, however often it is asked for, and its letter is not asked about again', async () => {
    const { world, survey } = await chased()
    await Promise.all([1, 2, 3].map(() => chaseOnce(world.ports, survey)))
    await world.tick()
    await chaseOnce(world.ports, survey)
    const seen: string[] = []
    for (let days = 0; days < 60; days++) {
      world.clock.advance(day)
      seen.push(...said(await world.tick()))
    }
    expect(seen).toEqual(['remind-survey cancelled'])
    expect(world.sink.mails.map(({ to }) => to[0])).toEqual([
      'asha.grange@parliament.example',
      'rosa@example.org',
      'asha.grange@parliament.example',
    ])
  })

  test('is not sent to another who sits there by now, and the page says why', async () => {
    const { world, survey } = await chased()
    const [asha, ...others] = members as [Member, ...Member[]]
    const nia = { ...asha, id: 77, name: 'Nia Penrose', email: 'nia@p.example' }
    await world.store.importPlaces(placesDraft({ members: [nia, ...others] }), world.clock.now(), 'save')
    expect(said(await world.tick())).toEqual(['chase cancelled'])
    const again = await readSurvey(world.ports, tokenFor(world, survey))
    if (again.kind !== 'to-answer') throw new Error(again.kind)
    expect(again.sentTo).toEqual(['your MP'])
    expect(await readChasing(world.ports, again)).toMatchObject({
      kind: 'asked',
      fate: { state: 'cancelled' },
      why: 'Asha Grange is no longer your MP.',
    })
  })

  test('is not offered where another sits, where nobody does, or once the words are deleted', async () => {
    const { world, letterId } = await afterTwoWeeks()
    await world.tick()
    const survey = await surveyIn(world)
    const token = tokenFor(world, survey)
    const now = async () => {
      const surveying = await readSurvey(world.ports, token)
      if (surveying.kind !== 'to-answer') throw new Error(surveying.kind)
      return readChasing(world.ports, surveying)
    }
    const [asha, ...others] = members as [Member, ...Member[]]
    const nia = { ...asha, id: 77, name: 'Nia Penrose', email: 'nia@p.example' }
    await world.store.importPlaces(placesDraft({ members: [nia, ...others] }), world.clock.now(), 'save')
    expect(await now()).toEqual({ kind: 'impossible', why: 'Asha Grange is no longer your MP.' })
    await world.store.vacateSeat('Z14000101', null, world.clock.now())
    expect(await now()).toEqual({
      kind: 'impossible',
      why: 'There is no sitting MP for Ashford Vale at the moment.',
    })
    await world.store.importPlaces(placesDraft(), world.clock.now(), 'save')
    expect(await now()).toMatchObject({ kind: 'possible' })
    change(world.file, 'update letter set sealed = null')
    expect(await now()).toEqual({ kind: 'not-now' })
    expect(await world.store.queueChase(letterId, 'mp', world.clock.now())).toBe('not-possible')
  })

  test('is not sent once its writer tells that there was a reply', async () => {
    const { world, letterId } = await chased()
    await tell(world, letterId)
    expect(said(await world.tick())).toEqual(['chase cancelled'])
  })

  test('that a mailer was killed with is sent once where DATA had not begun, and never where it had', async () => {
    const { world, survey } = await chased()
    await world.store.claimOutgoing(5, world.clock.now(), new Date(world.clock.now().getTime() + minute))
    world.clock.advance(minute)
    world.sink.behave({ do: 'drop', at: 'end' })
    expect(said(await world.tick())).toEqual(['chase unknown'])
    world.sink.behave({ do: 'accept' })
    world.clock.advance(6 * day)
    expect(await world.tick()).toEqual([])
    expect(await readChasing(world.ports, survey)).toMatchObject({
      kind: 'asked',
      fate: { state: 'unknown' },
    })
    expect(world.sink.offered).toHaveLength(3) // the letter, the survey and this
  })

  test('comes as its office wants letters: its writer’s to send while it wants none, then in the mail with all of a day', async () => {
    const { world, letterId, survey } = await chased()
    await world.tick()
    const [, ...others] = world.sink.mails
    expect(others).toHaveLength(2)
    const { id, revision } = officeIn(world)
    const second = await world.writeLetter({ email: 'tom@example.org', name: 'Tom Lind' })
    await world.tick()
    world.clock.advance(14 * day)
    await world.tick()
    const toms = await surveyIn(world)
    await world.store.chooseOfficeMode(id, revision, 'paused', world.clock.now())
    expect(await world.store.queueChase(letterId, 'mp', world.clock.now())).toBe('already')
    expect(await world.store.queueChase(second, 'mp', world.clock.now())).toBe('queued')
    expect(said(await world.tick())).toEqual(['chase held'])
    expect((await world.store.chase(second))?.mail).toMatchObject({
      state: 'held',
      holdReason: 'office-paused',
    })
    const address = 'asha.grange@parliament.example'
    expect(await readChasing(world.ports, toms)).toMatchObject({
      kind: 'asked',
      toSend: [
        {
          ...{ address, subject: 'Re: Mill Lane' },
          mailto: expect.stringContaining(`mailto:${address}?subject=Re%3A%20Mill%20Lane&body=Dear%20`),
          whole: expect.stringContaining('My letter of 7 December 2026:'),
        },
      ],
    })
    await world.store.chooseOfficeMode(id, revision + 1, 'daily', world.clock.now())
    for (let hours = 0; hours < 48; hours++) {
      await world.tick()
      world.clock.advance(hour)
    }
    expect((await world.store.chase(second))?.mail).toMatchObject({ state: 'accepted', place: 'in-digest' })
    expect((await world.store.letter(second))?.state).toBe('accepted')
    const digest = world.sink.mails.filter(({ to }) => to[0] === 'asha.grange@parliament.example').at(-1)
    expect(digest?.parsed.text).toContain('Re: Mill Lane')
    expect(digest?.parsed.text).toContain('My letter of 7 December 2026:')
    expect(await readChasing(world.ports, survey)).toMatchObject({
      kind: 'asked',
      fate: { state: 'accepted' },
    })
    expect(await readChasing(world.ports, toms)).toMatchObject({ kind: 'asked', toSend: [] })
    expect(await world.store.recount()).toEqual([])
  })

  test('says what the campaign would have said', async () => {
    const letter = { ...campaignText().letter, chase: [['Please answer, {{mp}}.']] }
    const { world } = await chased(campaignText({ letter }))
    await world.tick()
    expect(latest(world).parsed.text).toContain('Please answer, Asha Grange.')
  })
})

test('what is told is kept as it was, and a letter that came back meanwhile takes no answer', async () => {
  const { world, letterId } = await afterTwoWeeks()
  await world.tick()
  const survey = await surveyIn(world)
  await answerSurvey(world.ports, survey, told)
  expect(await world.store.reply(letterId)).toEqual({
    letterId,
    answer: 'answered',
    position: 'agrees',
    days: 8,
    words: 'Dear Rosa',
    answeredAt: world.clock.now(),
  })
  change(world.file, "update letter set state = 'bounced'")
  await expect(answerSurvey(world.ports, survey, told)).rejects.toMatchObject({ code: 'gone' })
  expect(await readSurvey(world.ports, tokenFor(world, survey))).toMatchObject({ kind: 'not-asked' })
})

test('what is told counts for the MP whom the letter went to, though another sat when it was written', async () => {
  const world = await openWorld()
  const letterId = await world.writeLetter()
  const [asha, ...others] = members as [Member, ...Member[]]
  const nia = { ...asha, id: 77, name: 'Nia Penrose', email: 'nia@p.example' }
  await world.store.importPlaces(placesDraft({ members: [nia, ...others] }), world.clock.now(), 'save')
  await world.tick()
  world.clock.advance(14 * day)
  await world.tick()
  expect(latest(world).parsed.subject).toMatch(/^Did Nia Penrose reply\?/)
  await tell(world, letterId)
  const counts = await world.store.countsBy(world.campaign.id, ['letters-by-member', 'replies-by-member'])
  expect(counts.map(({ key }) => key)).toEqual(['77', '77|acknowledged||2'])
})

/** The one that has been written to. */
function officeIn({ file }: World) {
  const [office] = select(file, 'select id, revision from office')
  if (!office) throw new Error('no office has been written to')
  return { id: idFromBytes<OfficeId>(office.id as Uint8Array), revision: Number(office.revision) }
}

function tokenFor({ ports }: World, { letter }: Survey): string {
  return ports.tokens.make('survey', idBytes(letter.id), new Date('2099-01-01'))
}

async function tell({ store, clock }: World, letterId: LetterId): Promise<void> {
  const reply = { answer: 'acknowledged', position: null, days: 2, words: null } as const
  await store.recordReply({ letterId, ...reply, answeredAt: clock.now() })
}

async function withdraw({ store, clock }: World, letterId: LetterId): Promise<void> {
  const letter = await store.letter(letterId)
  if (letter) await store.withdrawSignature(letter.signatureId, clock.now())
}
