import { dayOf } from '../../app/domain/day'
import { openSqliteStore } from '../../db/sqlite/store'
import { signInAs } from '../support/organiser'
import { databaseIn, type Load, type Served, startLoad, startProduct } from './children'
import { getRequest } from './demo'
import type { Benchmark, Figure } from './figure'
import { copyOfFilled, million } from './filled'
import { openBenchStore, optionsIn } from './opened'
import { race } from './race'

const benchmark = 'dashboard'

const campaign = '/organise/campaigns/fair-hearing'

/** `fill` begins 31 days ago, four signatures a second. */
const aMonthAgo = dayOf(new Date(Date.now() - 30 * 86_400_000))

/** What an organiser looks at. */
const pages: Readonly<Record<string, string>> = {
  'all campaigns': '/organise',
  overview: campaign,
  'overview by the hour, all places': `${campaign}?by=hour&rows=all`,
  'overview of one day': `${campaign}?from=${aMonthAgo}&to=${aMonthAgo}`,
  'overview of one constituency': `${campaign}?constituency=Z14000001`,
  letters: `${campaign}/letters`,
}

/**
 * Organisers' pages where a million have signed, against the same where nobody has: nothing on them is counted by looking at
 * signatures, so a million may cost what more bars and longer figures do, and no more than twice an empty one's.
 */
export const dashboard: Benchmark = async say => {
  const empty = await signedIn(await emptyStore())
  const full = await signedIn(await copyOfFilled(million, say))
  const load = await startLoad()
  const figures: Figure[] = []
  for (const [name, path] of Object.entries(pages))
    figures.push(...(await compared(name, path, full, empty, load, progress => say(`${name}: ${progress}`))))
  figures.push(memory(full, empty))
  await Promise.all([load.stop(), full.stop(), empty.stop()])
  return figures
}

async function emptyStore(): Promise<string> {
  const { store, folder } = await openBenchStore()
  await store.close()
  return folder
}

type SignedIn = Served & { readonly cookie: string }

/** The product over a folder, and what an owner's browser sends with each request. */
async function signedIn(folder: string): Promise<SignedIn> {
  const store = openSqliteStore(databaseIn(folder), optionsIn(folder))
  const { cookie } = await signInAs(store, new Date(), 'owner')
  await store.close()
  return { ...(await startProduct(folder)), cookie }
}

async function compared(
  name: string,
  path: string,
  full: SignedIn,
  empty: SignedIn,
  load: Load,
  say: (progress: string) => void,
): Promise<readonly Figure[]> {
  const asking = (server: SignedIn) => ({
    server,
    request: getRequest(server.port, path, { Cookie: server.cookie }),
    expect: 200,
  })
  const { figures } = await race(
    {
      benchmark,
      what: `${name}, 1 M signatures`,
      one: `${name}, 1 M signatures`,
      thing: asking(full),
      reference: { what: 'none', ...asking(empty) },
      ms: 1500,
      connections: 4,
    },
    load,
    say,
  )
  return figures.filter(({ unit }) => unit !== 'ms')
}

function memory(full: Served, empty: Served): Figure {
  const megabytes = ({ peakBytes }: Served) => Math.round((peakBytes() ?? Number.NaN) / 1e6)
  return {
    benchmark,
    what: 'peak memory of the server, 1 M signatures',
    unit: 'MB',
    measured: megabytes(full),
    reference: { what: 'none', measured: megabytes(empty) },
    ratio: null,
  }
}
