import { alternate } from './alternate'
import type { Load, Served } from './children'
import { type Figure, median, type Say } from './figure'
import type { LoadOrder, LoadReport } from './load'

const usualConnections = 64
const rounds = 5

/** What a server is asked, and how it answers it. */
interface Entrant {
  readonly server: Served
  readonly request: LoadOrder['request']
  readonly expect: number
}

interface Race {
  readonly benchmark: string
  readonly what: string
  readonly one: string
  readonly thing: Entrant
  readonly reference: Entrant & { readonly what: string }
  /** Length of a round. */
  readonly ms?: number
  /** Fewer for what takes so long that a round would end before the first of many is answered. */
  readonly connections?: number
}

/** A round, with the CPU in µs that the server used for each answer. */
interface Round extends LoadReport {
  readonly cpuUs: number | null
}

/** What came of a race, with the signatures or pages that each was asked for and gave. */
interface Raced {
  readonly figures: readonly Figure[]
  readonly acknowledged: number
  readonly acknowledgedByReference: number
}

/** Asks two servers in turns; gives how often they answer, how late, and with how much CPU. */
export async function race(
  { ms = 2000, connections = usualConnections, ...entry }: Race,
  load: Load,
  say: Say,
): Promise<Raced> {
  const acknowledged = new Map<Entrant, number>()

  async function round(entrant: Entrant): Promise<Round> {
    const { server, request, expect } = entrant
    const before = server.cpuUs()
    const report = await load.run({ port: server.port, connections, ms, request, expect })
    const after = server.cpuUs()
    acknowledged.set(entrant, (acknowledged.get(entrant) ?? 0) + report.acknowledged)
    const known = before !== null && after !== null
    return { ...report, cpuUs: known ? (after - before) / report.acknowledged : null }
  }

  const compared = await alternate(
    rounds,
    () => round(entry.thing),
    () => round(entry.reference),
    say,
  )
  return {
    figures: figuresOf({ ...entry, ms, connections }, compared),
    acknowledged: acknowledged.get(entry.thing) ?? 0,
    acknowledgedByReference: acknowledged.get(entry.reference) ?? 0,
  }
}

function figuresOf(
  entry: Race & { readonly connections: number },
  compared: Awaited<ReturnType<typeof alternate<Round, Round>>>,
): readonly Figure[] {
  const { things, references, measured, reference, ratio } = compared
  const { benchmark, one, connections } = entry

  /** The medians of something that each round tells; none where a round does not. */
  function beside(what: string, unit: string, tell: (round: Round) => number | null): readonly Figure[] {
    const [ours, theirs] = [things, references].map(all => all.flatMap(round => tell(round) ?? []))
    if (!ours?.length || !theirs?.length) return []
    const held = { what: entry.reference.what, measured: median(theirs) }
    return [{ benchmark, what, unit, measured: median(ours), reference: held, ratio: null }]
  }

  return [
    {
      benchmark,
      what: `${entry.what}, ${connections} at once`,
      unit: 'a second',
      measured,
      reference: { what: entry.reference.what, measured: reference },
      ratio,
      about: {
        connections,
        'ms a round': entry.ms ?? 0,
        'load, of a core': median(things.map(({ busy }) => busy)),
        'load at reference, of a core': median(references.map(({ busy }) => busy)),
      },
    },
    ...beside(`answer of ${one}, p50`, 'ms', ({ p50Ms }) => p50Ms),
    ...beside(`answer of ${one}, p99`, 'ms', ({ p99Ms }) => p99Ms),
    ...beside(`CPU of ${one}`, 'µs', ({ cpuUs }) => cpuUs),
  ]
}
