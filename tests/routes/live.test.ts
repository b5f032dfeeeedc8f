import { createRequestHandler } from '@remix-run/node'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { RequestContext } from '../../app/context.server'
import { lookMs, sendMs, watchFigures } from '../../app/domain/dashboard/live-watch'
import type { NowFigures } from '../../app/domain/dashboard/now-figures'
import { secretHash } from '../../app/domain/sign-in/session'
import { openWorld, type World } from '../store/contract/world'
import { builtRoutes } from '../support/built'
import { minute } from '../support/clock'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { startProduct } from '../support/product'
import { openTestStore } from '../support/store'
import { storeOf } from '../support/world'

const path = '/organise/campaigns/safer-crossings/live'

test('what changed is told once, the first change soon and then no oftener than every ten seconds', async () => {
  const world = await openWorld(() => openTestStore().store)
  const over = new AbortController()
  const waits: number[] = []
  const figures = watchFigures(
    testPorts(world.store, world.clock),
    world.campaign,
    async ms => {
      waits.push(ms)
      if (waits.length === 3) await world.signAndConfirm()
      if (waits.length === 4) await world.signAndConfirm({ email: 'two@example.org' })
      if (waits.length === 6) over.abort()
    },
    over.signal,
  )
  const told: number[] = []
  for await (const { signatures } of figures) told.push(signatures)
  expect(told).toEqual([0, 1, 2])
  expect(waits).toEqual([lookMs, lookMs, lookMs, sendMs, sendMs, lookMs])
})

test('streams begin with the figures as they are, go on with what changes, told by one look for all, and end as the server stops', async () => {
  const world = await openWorld(() => openTestStore().store)
  const looks = vi.fn(world.store.countsBy)
  const { watch, stopping } = await watching({ ...world, store: { ...world.store, countsBy: looks } })
  const streams = await Promise.all(Array.from({ length: 6 }, watch))
  for (const { status, type, next } of streams) {
    expect([status, type]).toEqual([200, 'text/event-stream; charset=utf-8'])
    expect(await next()).toMatchObject({ signatures: 0, seats: 4 })
  }
  await streams.shift()?.leave()
  looks.mockClear()
  await world.signAndConfirm()
  for (const { next } of streams) expect(await next()).toMatchObject({ signatures: 1, today: 1, week: 1 })
  expect(looks.mock.calls.length, 'looks at the tallies').toBeLessThan(streams.length)
  stopping.abort()
  for (const { next } of streams) expect(await next()).toBeNull()
})

test('one organiser has six streams at most, and whoever leaves makes room', async () => {
  const world = await openWorld(() => openTestStore().store)
  const { watch } = await watching(world)
  const streams = await Promise.all(Array.from({ length: 6 }, watch))
  const refused = await watch()
  expect([refused.status, refused.retryAfter]).toEqual([429, '60'])
  expect((await (await watching(world)).watch()).status, 'another organiser').toBe(200)
  await streams[0]?.leave()
  await expect.poll(async () => (await watch()).status).toBe(200)
})

test('nobody is told of figures who may not see them', async () => {
  const world = await openWorld(() => openTestStore().store)
  const elsewhere = await watching(world, 99)
  expect((await elsewhere.watch()).status).toBe(404)
  const nobody = await watching(world, null)
  expect((await nobody.watch()).status).toBe(303)
})

test('whoever is signed out while they watch is told nothing more, and watching keeps nobody signed in', async () => {
  const world = await openWorld(() => openTestStore().store)
  const { watch, who } = await watching(world)
  const hash = secretHash(who?.cookie.split('=')[1] ?? '')
  world.clock.advance(20 * minute)
  const stream = await watch()
  expect(await stream.next()).toMatchObject({ signatures: 0 })
  expect((await world.store.session(hash))?.seenAt).toEqual(
    new Date(world.clock.now().getTime() - 20 * minute),
  )
  world.clock.advance(10 * minute)
  await world.signAndConfirm()
  expect(await stream.next()).toBeNull()
  expect((await watch()).status).toBe(303)
})

test('a server that stops ends what is watched, and waits for none of it', async () => {
  const product = await startProduct({ env: { MAILER: 'separate' } })
  const store = storeOf({ product })
  const { cookie } = await signInAs(store, new Date(), 'viewer', { publicOrigin: product.origin })
  const answer = await fetch(`${product.origin}${path.replace('safer-crossings', 'fair-hearing')}`, {
    headers: { Cookie: cookie },
  })
  const events = eventsOf(answer)
  expect(await events.next()).toMatchObject({ signatures: 0 })
  for (
    let time = 0;
    time < 8;
    time++ // more than may watch: none of these does
  )
    expect((await fetch(answer.url, { method: 'HEAD', headers: { Cookie: cookie } })).status).toBe(200)
  const ended = product.stop()
  expect(await events.next(), 'an end, not a connection that was cut').toBeNull()
  expect(await ended).toBe(0)
})

/** @param campaignId of the one that a viewer may see, 0 for all; null for somebody unknown */
async function watching({ store, clock }: World, campaignId: number | null = 0) {
  const handle = createRequestHandler(await builtRoutes(), 'production')
  const stopping = new AbortController()
  onTestFinished(() => stopping.abort())
  const ports = testPorts(store, clock)
  const context: RequestContext = {
    ...{ ports, visitor: { network: null }, local: false, attempt: { kind: 'untried' } },
    ...{ mailbox: null, demo: null, stopping: stopping.signal },
  }
  const who = campaignId === null ? null : await signInAs(store, clock.now(), 'viewer', { campaignId })
  const headers: HeadersInit = who ? { Cookie: who.cookie } : {}
  const watch = async () =>
    eventsOf(await handle(new Request(ports.settings.publicOrigin + path, { headers }), { ...context }))
  return { watch, stopping, who }
}

function eventsOf(answer: Response) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let read = ''
  return {
    status: answer.status,
    type: answer.headers.get('Content-Type'),
    retryAfter: answer.headers.get('Retry-After'),
    /** What the next event says; null where there is none any more. */
    async next(): Promise<NowFigures | null> {
      for (;;) {
        const event = /event: figures\ndata: (.*)\n\n/.exec(read)
        if (event) {
          read = read.slice(event.index + event[0].length)
          return JSON.parse(event[1] ?? '') as NowFigures
        }
        const chunk = await reader?.read()
        if (!chunk || chunk.done) return null
        read += chunk.value
      }
    },
    leave: async () => reader?.cancel(),
  }
}
