import { availableParallelism } from 'node:os'
import { Client } from 'pg'
import type { PostgresServer } from '../support/postgres-server'
import { alternate } from './alternate'
import { type Load, type Served, startLoad, startProduct } from './children'
import { signRequest } from './demo'
import type { Figure, Missing, Say } from './figure'
import { benchFolder } from './folder'

const benchmark = 'postgres'
const what = 'durable signs, 2 web processes, 64 at once'
const rounds = 5
const roundMs = 2000
const connections = 64

/** The first of them, the second, PostgreSQL, and the load. */
const coresNeeded = 4

/** Two web processes on one database against the first of them alone; a second helps only where a core is free. */
export async function webProcesses(server: PostgresServer, say: Say): Promise<Figure | Missing> {
  const cores = availableParallelism()
  if (cores < coresNeeded)
    return { benchmark, what, why: `no core is free: it takes ${coresNeeded}, and here are ${cores}` }
  const databaseUrl = server.url(await server.createDatabase())
  const folder = benchFolder()
  const first = { web: await startProduct(folder, { databaseUrl }), load: await startLoad() }
  const second = {
    web: await startProduct(folder, { databaseUrl, core: 'second' }),
    load: await startLoad(),
  }
  const [both, one] = [await signingAt([first, second]), await signingAt([first])]
  const { measured, reference, ratio } = await alternate(rounds, both.round, one.round, say)
  await Promise.all([first, second].flatMap(({ web, load }) => [web.stop(), load.stop()]))
  const [stored, acknowledged] = [await signaturesAt(databaseUrl), both.acknowledged() + one.acknowledged()]
  if (stored !== acknowledged)
    throw new Error(`${acknowledged} signatures were acknowledged and ${stored} are stored`)
  return {
    benchmark,
    what,
    unit: 'a second',
    measured,
    reference: { what: '1 web process', measured: reference },
    ratio,
  }
}

/** All connections, spread over these. */
async function signingAt(sites: readonly { readonly web: Served; readonly load: Load }[]) {
  const requests = await Promise.all(sites.map(({ web }) => signRequest(web.port)))
  const each = { connections: connections / sites.length, ms: roundMs, expect: 303 }
  let acknowledged = 0
  return {
    acknowledged: () => acknowledged,
    async round() {
      const reports = await Promise.all(
        sites.map(({ web, load }, site) =>
          load.run({ ...each, port: web.port, request: requests[site] ?? ['', ''] }),
        ),
      )
      for (const report of reports) acknowledged += report.acknowledged
      return { perSecond: reports.reduce((sum, { perSecond }) => sum + perSecond, 0) }
    },
  }
}

export async function signaturesAt(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select count(*)::integer as signatures from signature')
  await client.end()
  return rows[0].signatures
}
