import { connect, type Socket } from 'node:net'
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

/** Every number is used once in the life of this process. */
let lastNumber = 0

// The load is a process of its own, so that it shares no event loop with what it measures.
process.on('message', async (order: LoadOrder) => {
  process.send?.(await run(order))
})
process.on('disconnect', () => process.exit(0))

async function run(order: LoadOrder): Promise<LoadReport> {
  const sockets = await Promise.all(Array.from({ length: order.connections }, () => opened(order.port)))
  const latencies: number[] = []
  const unexpected: Record<string, number> = {}
  let acknowledged = 0
  const cpu = process.cpuUsage()
  const ends = performance.now() + order.ms
  const { user, system } = await new Promise<NodeJS.CpuUsage>((resolve, reject) => {
    let open = sockets.length
    let used: NodeJS.CpuUsage | null = null
    for (const socket of sockets) {
      let sentAt = 0
      const send = () => {
        sentAt = performance.now()
        socket.write(nextRequest(order))
      }
      const read = answerReader(status => {
        const now = performance.now()
        if (status === order.expect) acknowledged++
        else unexpected[status] = (unexpected[status] ?? 0) + 1
        if (now < ends) {
          latencies.push(now - sentAt)
          send()
          return
        }
        used ??= process.cpuUsage(cpu)
        socket.destroy()
        if (--open === 0) resolve(used)
      })
      socket.on('data', read)
      socket.on('error', reject)
      socket.on('end', () => reject(new Error('the server hung up')))
      send()
    }
  })
  latencies.sort((one, other) => one - other)
  return {
    answered: latencies.length,
    perSecond: (latencies.length / order.ms) * 1000,
    acknowledged,
    unexpected,
    p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    busy: (user + system) / 1000 / order.ms,
  }
}

function nextRequest({ request: [before, after] }: LoadOrder): string {
  return after === undefined ? before : `${before}${String(++lastNumber).padStart(10, '0')}${after}`
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}
