import { alternate } from './alternate'
import { type Load, type Served, startLoad, startProduct } from './children'
import { crowd } from './crowd'
import { getRequest } from './demo'
import { deskPaths } from './desk-paths'
import { type Benchmark, CannotRun, type Figure, median, ratioOf, type Say } from './figure'
import { copyOfFilled, million } from './filled'
import { type Furnished, furnish } from './furnished'
import { openBenchStore } from './opened'

const benchmark = 'dashboard'
const rounds = 5
const roundMs = 400

/** What a page may cost where a million have signed, as often as where nobody has. */
const timesAtMost = 2

/**
 * Each page that an organiser may read, where a million signed within a year and a fifth of them wrote letters, against the same
 * where next to nobody has. Nothing on them is counted by looking at signatures, so a million may cost what more bars and longer
 * figures do, and no more than twice an empty one's.
 */
export const dashboard: Benchmark = async say => {
  const empty = await started(await emptyStore(), false)
  const full = await started(await copyOfFilled(million, say, 'year'), true)
  const load = await startLoad()
  const figures: Figure[] = []
  const pages = [deskPaths(full), deskPaths(empty)] as const
  for (const [page, path] of pages[0].entries())
    figures.push(await compared([full, path], [empty, pages[1][page] ?? ''], load, say))
  const dear = figures.filter(({ ratio }) => (ratio?.median ?? 0) > timesAtMost)
  say(
    `${figures.length - dear.length} of ${figures.length} pages cost at most ${timesAtMost} times an empty store's`,
  )
  const peak = memory(full, empty)
  await Promise.all([load.stop(), full.stop(), empty.stop()])
  return [...figures, peak]
}

async function emptyStore(): Promise<string> {
  const { store, folder } = await openBenchStore()
  await store.close()
  return folder
}

type Desk = Served & Furnished

/** The product over a folder with one of each thing, and with all that comes with a million. */
async function started(folder: string, isCrowded: boolean): Promise<Desk> {
  const furnished = await furnish(folder)
  if (isCrowded) crowd(folder)
  return { ...(await startProduct(folder)), ...furnished }
}

type Page = readonly [server: Desk, path: string]

/** What a page costs: the CPU of the server for each answer, in ms, since other programs are not part of it. */
async function compared(full: Page, empty: Page, load: Load, say: Say): Promise<Figure> {
  const name = full[1].replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')
  const { things, references } = await alternate(
    rounds,
    () => answersASecond(full, load),
    () => answersASecond(empty, load),
    () => {},
  )
  const [ours, theirs] = [things.map(costMs), references.map(costMs)]
  const ratio = ratioOf(ours, theirs)
  const verdict = ratio.median > timesAtMost ? `more than ${timesAtMost} times` : 'kept'
  const [measured, reference] = [median(ours), median(theirs)]
  say(`${name}: ${measured.toFixed(1)} ms, ${reference.toFixed(1)}, ${ratio.median.toFixed(2)}: ${verdict}`)
  return {
    benchmark,
    what: `${name}, 1 M signatures`,
    unit: 'ms of CPU',
    measured,
    reference: { what: 'none', measured: reference },
    ratio,
    about: { verdict },
  }
}

/** Answers that a second of the server's CPU gives to one who never rests. */
async function answersASecond([server, path]: Page, load: Load): Promise<{ readonly perSecond: number }> {
  const { port, cookie } = server
  const headers = { Host: `localhost:${port}`, Cookie: cookie } // a passkey is asked for under a name alone
  const request = getRequest(port, path, headers)
  const before = server.cpuUs()
  const { acknowledged } = await load.run({ port, connections: 1, ms: roundMs, request, expect: 200 })
  const after = server.cpuUs()
  if (before === null || after === null) throw new CannotRun('this system does not tell what a process used')
  return { perSecond: (acknowledged / (after - before)) * 1e6 }
}

function costMs({ perSecond }: { readonly perSecond: number }): number {
  return 1000 / perSecond
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
