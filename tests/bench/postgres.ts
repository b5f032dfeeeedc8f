import type { Store } from '../../app/domain/store'
import { openConnection } from '../../db/postgres/connection'
import { postgresDatabase } from '../../db/postgres/database'
import { openPostgres } from '../../db/postgres/store'
import { storeOn } from '../../db/store/store'
import { type PostgresServer, postgresMissing, startPostgres } from '../support/postgres-server'
import { alternate } from './alternate'
import { type Benchmark, CannotRun, type Figure, type Say } from './figure'
import { benchFolder } from './folder'
import { optionsIn, readyToSign } from './opened'
import { webProcesses } from './postgres-web'

const benchmark = 'postgres'
const rounds = 5
const roundMs = 2000
const workers = 32

/** What many who sign at once do to each other on a real server, which keeps what it acknowledges through a crash. */
export const postgres: Benchmark = async say => {
  const missing = postgresMissing()
  if (missing) throw new CannotRun(missing)
  const server = await startPostgres()
  try {
    return [await onOneCampaign(server, say), await webProcesses(server, say)]
  } finally {
    await server.close()
  }
}

/**
 * Signing and confirming, 32 at once, all on one campaign and each a transaction of its own, against the same where
 * confirming adds to no tally: whether those who add to one count wait for each other. Both stores are of this process,
 * on two databases of one server.
 */
async function onOneCampaign(server: PostgresServer, say: Say): Promise<Figure> {
  const [tallied, untallied] = [await openTallied(server), await openUntallied(server)]
  const [ours, held] = [await readyToSign(tallied), await readyToSign(untallied)]
  const { measured, reference, ratio } = await alternate(
    rounds,
    () => signAndConfirm(ours),
    () => signAndConfirm(held),
    say,
  )
  await Promise.all([tallied.close(), untallied.close()])
  return {
    benchmark,
    what: `signatures confirmed on one campaign, ${workers} at once`,
    unit: 'a second',
    measured,
    reference: { what: 'no tally', measured: reference },
    ratio,
  }
}

async function openTallied(server: PostgresServer): Promise<Store> {
  const shared = await openPostgres(server.url(await server.createDatabase()), sharedOptions())
  return shared.store
}

/** The product's store in all but one thing: what it would add to tallies it drops. */
async function openUntallied(server: PostgresServer): Promise<Store> {
  const url = server.url(await server.createDatabase())
  const options = sharedOptions()
  const { store } = await openPostgres(url, options) // makes the tables
  await store.close()
  const connection = openConnection(url)
  const database = { ...postgresDatabase(connection, options.newId), close: () => connection.close() }
  return storeOn({ ...database, *addToTallies() {} }, options)
}

function sharedOptions() {
  return { ...optionsIn(benchFolder()), limitKey: Buffer.alloc(32) }
}

/** @throws Error where one of them is not recorded and confirmed */
async function signAndConfirm({ store, drafts }: Awaited<ReturnType<typeof readyToSign>>) {
  const began = performance.now()
  let confirmed = 0

  async function work(): Promise<void> {
    while (performance.now() - began < roundMs) {
      for (const draft of drafts(1)) {
        await store.recordSignatures([draft])
        const confirmation = { signatureId: draft.id, letterId: null, constituencyCode: null, at: draft.at }
        const [outcome] = await store.confirmSignatures([confirmation])
        if (outcome !== 'confirmed') throw new Error(`a signature was not confirmed: ${outcome}`)
        confirmed++
      }
    }
  }

  await Promise.all(Array.from({ length: workers }, work))
  return { perSecond: (confirmed / (performance.now() - began)) * 1000 }
}
