import { once } from 'node:events'
import { connect } from 'node:net'
import { answerReader } from './answers'

/** What a round of load is to do. */
export interface LoadOrder {
  readonly port: number
  readonly connections: number
  readonly ms: number
  /** One request as it goes over the wire; of two parts where a number that no other request has stands between. */
  readonly request: readonly [string] | readonly [string, string]
  readonly expect: number
}

/** What came of it. */
export interface LoadReport {
  /** Answers within the time; those still under way at its end come after it and do not count. */
  readonly answered: number
  readonly perSecond: number
  /** Every request that was answered as expected, those after the time too. */
  readonly acknowledged: number
  /** Another status, and how often. */
  readonly unexpected: Readonly<Record<string, number>>
  readonly p50Ms: number
  readonly p99Ms: number
  /** How much of one core the load itself took: near 1 it is the load that is measured. */
  readonly busy: number
}

/** Every number is used once in the life of this process; where it begins differs, for a database may outlast it. */
let lastNumber = Math.floor(Math.random() * 9_000_000_000)

// The load is a process of its own, so that it shares no event loop with what it measures.
process.on('message', async (order: LoadOrder) => {
  process.send?.(await run(order))
})
process.on('disconnect', () => process.exit(0))

async function run(order: LoadOrder): Promise<LoadReport> {
  const latencies: number[] = []
  const unexpected: Record<string, number> = {}
  let acknowledged = 0
  let used: NodeJS.CpuUsage | null = null
  const opened = await Promise.all(Array.from({ length: order.connections }, () => open(order)))
  const cpu = process.cpuUsage()
  const ends = performance.now() + order.ms
  await Promise.all(
    opened.map(({ ask }) =>
      ask((status, sentAt) => {
        const now = performance.now()
        if (status === order.expect) acknowledged++
        else unexpected[status] = (unexpected[status] ?? 0) + 1
        if (now < ends) latencies.push(now - sentAt)
        else used ??= process.cpuUsage(cpu)
        return now < ends
      }),
    ),
  )
  const { user, system } = used ?? process.cpuUsage(cpu)
  const sorted = Float64Array.from(latencies).sort()
  return {
    answered: sorted.length,
    perSecond: (sorted.length / order.ms) * 1000,
    acknowledged,
    unexpected,
    p50Ms: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    busy: (user + system) / 1000 / order.ms,
  }
}

interface Connection {
  /** Asks, and asks again as long as the answer to the last is to be followed by another; then hangs up. */
  ask(answered: (status: number, sentAt: number) => boolean): Promise<void>
}

/** Reads into one buffer and writes from one, both made before: making them anew took a fifth of the load's time. */
async function open(order: LoadOrder): Promise<Connection> {
  const nextRequest = requests(order)
  const into = Buffer.allocUnsafe(65_536)
  let read: (bytes: Buffer) => void = () => {}
  const socket = connect({
    port: order.port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: into,
      callback(length) {
        read(into.subarray(0, length))
        return true
      },
    },
  })
  await once(socket, 'connect')
  return {
    ask: answered =>
      new Promise((resolve, reject) => {
        let sentAt = 0
        const send = () => {
          sentAt = performance.now()
          socket.write(nextRequest())
        }
        read = answerReader(status => {
          if (answered(status, sentAt)) return send()
          socket.destroy()
          resolve()
        })
        socket.on('error', reject)
        socket.on('end', () => reject(new Error('the server hung up')))
        send()
      }),
  }
}

/** The same bytes each time, with the next number written into them where there is a place for one. */
function requests({ request: [before, after] }: LoadOrder): () => Buffer {
  const bytes = Buffer.from(after === undefined ? before : `${before}${'0'.repeat(digits)}${after}`)
  const place = Buffer.byteLength(before)
  return () => {
    if (after !== undefined) bytes.write(String(++lastNumber).padStart(digits, '0'), place, 'latin1')
    return bytes
  }
}

const digits = 10
