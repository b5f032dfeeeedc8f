import { alternate } from './alternate'
import type { Load, Served } from './children'
import { type Figure, median } from './figure'
import type { LoadOrder, LoadReport } from './load'

const connections = 64
const rounds = 5
const roundMs = 2000

/** What is asked of the product and of hello, and how the product answers it. */
interface Race {
  readonly benchmark: string
  readonly what: string
  readonly one: string
  readonly reference: string
  readonly request: LoadOrder['request']
  readonly expect: number
}

interface Runners {
  readonly product: Served
  readonly hello: Served
  readonly load: Load
}

/** A round, with the CPU in µs that the server used for each answer. */
interface Round extends LoadReport {
  readonly cpuUs: number | null
}

/** Asks the product and hello the same in turns; gives how often they answer, how late, and with how much CPU. */
export async function race(
  entry: Race,
  { product, hello, load }: Runners,
  say: (progress: string) => void,
): Promise<{ readonly figures: readonly Figure[]; readonly acknowledged: number }> {
  let acknowledged = 0

  async function round(server: Served, expect: number): Promise<Round> {
    const before = server.cpuUs()
    const order = { port: server.port, connections, ms: roundMs, request: entry.request, expect }
    const report = await load.run(order)
    const after = server.cpuUs()
    if (server === product) acknowledged += report.acknowledged
    const known = before !== null && after !== null
    return { ...report, cpuUs: known ? (after - before) / report.acknowledged : null }
  }

  const compared = await alternate(
    rounds,
    () => round(product, entry.expect),
    () => round(hello, 200),
    say,
  )
  return { figures: figuresOf(entry, compared), acknowledged }
}

function figuresOf(
  entry: Race,
  compared: Awaited<ReturnType<typeof alternate<Round, Round>>>,
): readonly Figure[] {
  const { things, references, measured, reference, ratio } = compared
  const { benchmark, one } = entry

  /** The medians of something that each round tells; none where a round does not. */
  function beside(what: string, unit: string, tell: (round: Round) => number | null): readonly Figure[] {
    const [ours, theirs] = [things, references].map(all => all.flatMap(round => tell(round) ?? []))
    if (!ours?.length || !theirs?.length) return []
    const held = { what: entry.reference, measured: median(theirs) }
    return [{ benchmark, what, unit, measured: median(ours), reference: held, ratio: null }]
  }

  return [
    {
      benchmark,
      what: `${entry.what}, ${connections} at once`,
      unit: 'a second',
      measured,
      reference: { what: entry.reference, measured: reference },
      ratio,
      about: {
        connections,
        'ms a round': roundMs,
        'load, of a core': median(things.map(({ busy }) => busy)),
        'load at hello, of a core': median(references.map(({ busy }) => busy)),
      },
    },
    ...beside(`answer of ${one}, p50`, 'ms', ({ p50Ms }) => p50Ms),
    ...beside(`answer of ${one}, p99`, 'ms', ({ p99Ms }) => p99Ms),
    ...beside(`CPU of ${one}`, 'µs', ({ cpuUs }) => cpuUs),
  ]
}
