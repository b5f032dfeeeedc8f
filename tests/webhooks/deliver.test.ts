import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openRounds } from '../../app/webhooks/deliver'
import { openReach } from '../../app/webhooks/reach'
import { only, openWorld } from '../store/contract/world'
import { minute } from '../support/clock'
import { keptLog } from '../support/log'
import { entryFor, newWebhook } from '../support/organising'
import { openTestStore } from '../support/store'

test('an event comes signed, as the standard’s own library reads it, and is written down as delivered', async () => {
  const { world, receiver, round, deliveries } = await opened()
  const { id } = await world.sign()
  expect(await round()).toBe(1)
  const { headers, body } = only(receiver.asked)
  vi.useFakeTimers({ now: world.clock.now(), toFake: ['Date'] }) // the library looks at the time itself
  onTestFinished(() => void vi.useRealTimers())
  const read = new Webhook(receiver.webhook.secret).verify(body, headers as Record<string, string>)
  expect(read).toMatchObject({ type: 'signed', data: { signature_id: id } })
  expect(await deliveries()).toEqual([
    { event: 'signed', state: 'delivered', attempts: [{ status: 204, fault: null }] },
  ])
  expect(await round()).toBe(0)
})

test('what fails comes again, later and later, with the same id, until it is given up', async () => {
  const { world, receiver, round, deliveries } = await opened()
  receiver.answers = 500
  await world.sign()
  const waits: number[] = []
  for (;;) {
    await round()
    const [delivery] = await world.store.deliveries(receiver.webhook.id, null, 1)
    if (!delivery?.dueAt) break
    const waitMs = delivery.dueAt.getTime() - world.clock.now().getTime()
    waits.push(waitMs / minute)
    world.clock.advance(waitMs)
  }
  expect(waits).toEqual([1 / 12, 5, 30, 120, 300, 600, 840, 1200, 1440])
  expect(new Set(receiver.asked.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(new Set(receiver.asked.map(({ headers }) => headers['webhook-signature'])).size).toBe(10)
  expect((await deliveries())[0]).toMatchObject({ state: 'gave-up' })
})

test('an address that says it is gone is told nothing more', async () => {
  const { world, receiver, round } = await opened()
  receiver.answers = 410
  await world.sign()
  await round()
  expect(await world.store.webhook(receiver.webhook.id)).toMatchObject({ state: 'off' })
  await world.sign({ email: 'other@example.org' })
  expect(await round()).toBe(0)
})

test('what a crashed process was telling is told by the next once its lease has ended', async () => {
  const { world, receiver, round } = await opened()
  await world.sign()
  const at = world.clock.now()
  await world.store.claimDeliveries(1, at, new Date(at.getTime() + minute))
  expect(await round()).toBe(0)
  world.clock.advance(minute)
  expect(await round()).toBe(1)
  expect(receiver.asked).toHaveLength(1)
})

test('an address that does not answer is left alone for a minute, and keeps no other waiting', async () => {
  const { world, receiver, round, deliveries } = await opened()
  const webhook = newWebhook({ url: 'http://127.0.0.1:1/hook' })
  await world.store.saveWebhook({ ...webhook, events: ['signed'] }, entryFor())
  for (let number = 0; number < 12; number++) await world.sign({ email: `p${number}@example.org` })
  let rounds = 0
  while ((await round()) > 0) rounds++
  expect(rounds).toBeLessThan(4)
  expect(await deliveries()).toMatchObject(Array(10).fill({ state: 'delivered' }))
  expect(receiver.asked).toHaveLength(12)
  const tried = (await world.store.deliveries(webhook.id, null, 20)).filter(({ attempts }) => attempts > 0)
  expect(tried.length).toBeLessThanOrEqual(10)
  world.clock.advance(minute)
  expect(await round()).toBeGreaterThan(0)
})

async function opened() {
  const world = await openWorld(() => openTestStore().store)
  const { store, clock } = world
  const receiver = await startReceiver()
  await store.saveWebhook({ ...receiver.webhook, events: ['signed'] }, entryFor())
  const options = { ports: { store, now: clock.now }, log: keptLog().log, chance: () => 0 }
  return {
    world,
    receiver,
    round: openRounds({ ...options, reach: openReach({ production: false }) }),
    /** Each with how its attempts went. */
    async deliveries() {
      const told = await store.deliveries(receiver.webhook.id, null, 10)
      const attempts = await store.deliveryAttempts(told.map(({ id }) => id))
      return told.map(({ id, event, state }) => ({
        event,
        state,
        attempts: attempts
          .filter(({ deliveryId }) => deliveryId === id)
          .map(({ status, fault }) => ({ status, fault })),
      }))
    },
  }
}

async function startReceiver() {
  const asked: { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    asked.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    response.writeHead(receiver.answers).end()
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const receiver = { webhook: newWebhook({ url: `http://127.0.0.1:${port}/hook` }), asked, answers: 204 }
  return receiver
}
