import { once } from 'node:events'
import { type ClientRequest, get } from 'node:http'
import { openSqliteStore } from '../../db/sqlite/store'
import { signInAs } from '../support/organiser'
import { databaseIn, startLoad, startProduct } from './children'
import { signRequest } from './demo'
import type { Benchmark, Figure } from './figure'
import { benchFolder } from './folder'
import { optionsIn, type Ready, readyToSign } from './opened'
import { race } from './race'

/** So many streams may each organiser have. */
const eachAtMost = 6

/** Somebody confirms so often, so that there is something to tell. */
const confirmEveryMs = 500

/** Signing while people watch the figures of its campaign live (SEC-29), against signing while nobody does. */
export const live: Benchmark = async say => {
  const watched = await startConfirming()
  const alone = await startConfirming()
  const load = await startLoad()
  const figures: Figure[] = []
  for (const watchers of [200, 500]) {
    await watched.watch(watchers)
    const { figures: raced } = await race(
      {
        benchmark: 'live',
        what: `durable signs, ${watchers} watch`,
        one: `a sign, ${watchers} watch`,
        thing: { server: watched.product, request: await signRequest(watched.product.port), expect: 303 },
        reference: {
          what: 'nobody watches',
          ...{ server: alone.product, request: await signRequest(alone.product.port), expect: 303 },
        },
      },
      load,
      progress => say(`${watchers} watch: ${progress}`),
    )
    figures.push(...raced)
    say(`${watched.told()} events were told to ${watchers}`)
    if (watched.told() < watchers) throw new Error('those who watch are told nothing')
  }
  await Promise.all([watched.stop(), alone.stop(), load.stop()])
  return figures
}

/** A product on a store where somebody confirms now and then, and whoever watches it. */
async function startConfirming() {
  const folder = benchFolder()
  const ready = await readyToSign(openSqliteStore(databaseIn(folder), optionsIn(folder)))
  const product = await startProduct(folder)
  const confirming = setInterval(() => void confirmOne(ready), confirmEveryMs)
  const streams: ClientRequest[] = []
  let [told, cookie] = [0, '']

  async function open(): Promise<void> {
    if (streams.length % eachAtMost === 0) cookie = (await signInAs(ready.store, new Date(), 'viewer')).cookie
    const path = '/organise/campaigns/fair-hearing/live'
    const asked = get({
      ...{ port: product.port, host: '127.0.0.1', path, agent: false },
      headers: { Host: `localhost:${product.port}`, Cookie: cookie },
    })
    streams.push(asked)
    const [answer] = await once(asked, 'response')
    if (answer.statusCode !== 200) throw new Error(`a stream was answered ${answer.statusCode}`)
    asked.on('error', () => {}) // it is cut off at the end
    answer.on('error', () => {})
    answer.on('data', (part: Buffer) => {
      if (part.includes('event: ')) told++
    })
  }

  return {
    product,
    told: () => told,
    async watch(watchers: number) {
      while (streams.length < watchers) await open()
    },
    async stop() {
      clearInterval(confirming)
      for (const stream of streams) stream.destroy()
      await product.stop()
      await ready.store.close()
    },
  }
}

async function confirmOne({ store, drafts }: Ready): Promise<void> {
  const [draft] = drafts(1)
  if (!draft) return
  await store.recordSignatures([draft])
  await store.confirmSignatures([
    { signatureId: draft.id, letterId: null, constituencyCode: null, at: new Date() },
  ])
}
