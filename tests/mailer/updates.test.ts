import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { byOperator } from '../../app/domain/audit/audit'
import type { SubscriberId } from '../../app/domain/id'
import { readLeaving } from '../../app/domain/supporter/unsubscribe'
import { readSubscribing } from '../../app/domain/update/subscriber'
import { openRounds } from '../../app/mailer/rounds'
import { second } from '../support/clock'
import { signInAs } from '../support/organiser'
import type { SunkMail } from '../support/smtp'
import { askFor, moveUpdate, scheduleUpdate, subscribe, writeUpdate } from '../support/updates'
import { sameWords } from './same-words'
import { openWorld } from './world'

type World = Awaited<ReturnType<typeof openWorld>>

const body = `Dear {{name}},

we met the **minister**. [Read more](https://walktogether.example/more).

<script>alert(1)</script> and [this](javascript:alert(1))`

describe('an update', () => {
  test('comes in the organisation’s name from our domain, is answered to it, and can be left with one press', async () => {
    const world = await openWorld()
    const { id } = await asked(world, 'rosa@example.org', 'Rosa Lind')
    await send(world)
    const { parsed, to, from, source } = only(world)
    expect(to).toEqual(['rosa@example.org'])
    expect(from).toMatch(/^b-[0-9a-f]{32}@bounces\.undersigned\.example$/)
    expect(parsed.from?.value).toEqual([{ name: 'Walk Together', address: 'campaigns@undersigned.example' }])
    expect(parsed.replyTo?.value[0]?.address).toBe('hello@walktogether.example')
    expect(parsed.headers.has('auto-submitted')).toBe(false)
    expect(headerOf(source, 'List-Id')).toBe('<safer-crossings.bounces.undersigned.example>')
    expect(headerOf(source, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    const url = /^<http:\/\/localhost:3000\/unsubscribe\/([\w-]+)>$/.exec(
      headerOf(source, 'List-Unsubscribe'),
    )
    expect(await readLeaving(world.ports, url?.[1] ?? '')).toMatchObject({
      reader: { kind: 'supporter', id },
      gets: 'updates',
    })
  })

  test('fills in its reader’s name as data, and nothing hostile in it runs', async () => {
    const world = await openWorld()
    await asked(world, 'rosa@example.org', 'R. **Lind** & Co')
    await send(world)
    const { parsed } = only(world)
    expect(parsed.text).toContain('Dear R. **Lind** & Co,')
    expect(parsed.text).toContain('we met the minister. Read more (https://walktogether.example/more).')
    expect(parsed.html).toContain('Dear R. **Lind** &#38; Co,')
    expect(parsed.html).toContain('we met the <strong>minister</strong>')
    expect(parsed.html).not.toMatch(/<script|href="javascript|<img/)
  })

  test('to whoever did not sign names nobody, and says why it comes', async () => {
    const world = await openWorld()
    const id = await follows(world, 'news@example.org')
    await send(world)
    const { parsed, to, source } = only(world)
    expect(to).toEqual(['news@example.org'])
    expect(parsed.text).toContain('Dear friend,')
    expect(parsed.text).toContain(
      'because you asked for updates on “A safe crossing at every school” and confirmed it',
    )
    const [, token = ''] = /unsubscribe\/([\w-]+)>/.exec(headerOf(source, 'List-Unsubscribe')) ?? []
    expect(await readLeaving(world.ports, token)).toMatchObject({ reader: { kind: 'subscriber', id } })
  })

  test('goes to no mailbox that an organiser has blocked, though it asked without signing too, until that is undone', async () => {
    const world = await openWorld()
    const { store, clock } = world
    await follows(world, 'blocked@example.org')
    const { id } = await asked(world, 'blocked@example.org')
    await store.invalidateSignature(id, byOperator(clock.now()))
    await send(world)
    expect(world.sink.mails).toEqual([])
    expect(await store.requestManageLink('blocked@example.org', clock.now())).toBe('queued') // asked for just now
    await world.tick()
    expect(only(world).parsed.subject).toContain('what is held')
    await store.restoreSignature(id, byOperator(clock.now()))
    await send(world)
    expect(world.sink.mails).toHaveLength(2)
  })

  test('stands behind everything else that is due, however many it goes to', async () => {
    const world = await openWorld()
    for (let number = 0; number < 30; number++) await asked(world, `p${number}@example.org`)
    await scheduleUpdate(world, { body })
    const { tick } = openRounds(world.mailer({ lanes: 2 }))
    await tick()
    await world.sign({ email: 'new@example.org' })
    await tick()
    await tick()
    await tick()
    const order = world.sink.mails.map(({ parsed }) => parsed.subject)
    const place = order.indexOf('Please confirm your signature: A safe crossing at every school')
    expect(place).toBeGreaterThan(-1)
    expect(place).toBeLessThan(8) // of 31
  })

  test('that is paused while a mailer has its mails is held, and goes on where it was', async () => {
    const world = await openWorld()
    for (const name of ['a', 'b', 'c']) await asked(world, `${name}@example.org`)
    const update = await scheduleUpdate(world, { body })
    await world.store.fillOutbox(10, world.clock.now())
    await moveUpdate(world, update, 'paused')
    await world.tick()
    expect(world.sink.mails).toEqual([])
    await moveUpdate(world, update, 'sending')
    await pump(world)
    expect(world.sink.mails.flatMap(({ to }) => to).sort()).toEqual([
      'a@example.org',
      'b@example.org',
      'c@example.org',
    ])
  })

  test('as a test goes to the organiser who writes it alone', async () => {
    const world = await openWorld()
    await asked(world, 'rosa@example.org')
    const { store, clock } = world
    const { id, email } = await signInAs(store, clock.now(), 'editor')
    const update = await writeUpdate(world)
    await store.queueUpdateTest(update.id, id, clock.now())
    await world.tick()
    expect(only(world).to).toEqual([email])
    expect(only(world).parsed.subject).toBe('Test: We met the minister')
    expect(only(world).parsed.text).toContain('Dear Olive Ganiser,')
  })
})

test('the mail that asks whether somebody wants updates leads to where they say so', async () => {
  const world = await openWorld()
  const id = uuidv7() as SubscriberId
  await askFor(world, 'news@example.org', id)
  await world.tick()
  const { parsed, to } = only(world)
  expect(to).toEqual(['news@example.org'])
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
  const [, token = ''] = /localhost:3000\/news\/([\w-]+)/.exec(parsed.text ?? '') ?? []
  expect(await readSubscribing(world.ports, token)).toMatchObject({ kind: 'to-confirm', subscriber: { id } })
  sameWords(parsed)
})

async function asked(world: World, email: string, name = 'Rosa Lind') {
  const { store, clock } = world
  const draft = await world.sign({ email, name, updates: true })
  await store.confirmSignatures([
    { signatureId: draft.id, letterId: null, constituencyCode: null, at: clock.now() },
  ])
  await dropDue(world)
  return draft
}

/** What was due so far concerns no test here. */
async function dropDue({ store, clock }: World): Promise<void> {
  const at = clock.now()
  for (const mail of await store.claimOutgoing(100, at, new Date(at.getTime() + second)))
    await store.settleOutgoing(mail, { state: 'cancelled' }, at)
}

async function follows(world: World, email: string): Promise<SubscriberId> {
  const id = await subscribe(world, email)
  await dropDue(world)
  return id
}

async function pump(world: World): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await world.tick()
    world.clock.advance(second)
  }
}

async function send(world: World): Promise<void> {
  await scheduleUpdate(world, { body })
  await pump(world)
}

function only({ sink }: World): SunkMail {
  const [mail, ...others] = sink.mails
  if (!mail || others.length > 0) throw new Error(`${sink.mails.length} mails arrived`)
  return mail
}

function headerOf(source: string, name: string): string {
  return new RegExp(`^${name}: (.*)\\r?$`, 'im').exec(source)?.[1] ?? ''
}
