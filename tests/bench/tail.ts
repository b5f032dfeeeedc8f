import { exportAccess } from './access'
import { alternate } from './alternate'
import { type Downloader, startDownloader, startLoad, startMailer, startProduct, startSink } from './children'
import { campaignPath, getRequest, signRequest } from './demo'
import { type Benchmark, median, ratioOf } from './figure'
import { copyOfFilled, million } from './filled'
import type { LoadReport } from './load'

const benchmark = 'tail'
const rounds = 5
const roundMs = 3000
const signers = 64
const readers = 8

/** A round of signing, with what else was done meanwhile. */
interface Round extends LoadReport {
  readonly exported: number
  readonly mails: number
  readonly pages: number
}

/**
 * How late the slowest signatures are answered while an export of a million streams, the mailer sends and people read
 * the page, against the same alone. The mailer is a process of its own on the same database; it, the SMTP server and
 * the export's reader share a core with the load and yield to it (nice 10), so that it is the product that is measured.
 */
export const tail: Benchmark = async say => {
  const folder = await copyOfFilled(million, say)
  const access = await exportAccess(folder)
  const product = await startProduct(folder)
  const sink = await startSink()
  const [load, pageLoad, downloader] = [await startLoad(), await startLoad(), await startDownloader()]
  const { port } = product
  const request = await signRequest(port)
  const sign = () => load.run({ port, connections: signers, ms: roundMs, request, expect: 303 })
  const page = getRequest(port, campaignPath)
  const read = () => pageLoad.run({ port, connections: readers, ms: roundMs, request: page, expect: 200 })

  async function alone(): Promise<Round> {
    return { ...(await sign()), exported: 0, mails: 0, pages: 0 }
  }

  async function together(): Promise<Round> {
    const before = await sink.mails()
    const mailer = await startMailer(folder, sink.url)
    const exporting = exportOverAndOver(downloader, { port, ...access })
    const [signed, { acknowledged: pages }] = await Promise.all([sign(), read()])
    const exported = await exporting.stop()
    await mailer.stop()
    const mails = (await sink.mails()) - before
    if (exported === 0 || mails === 0 || pages === 0)
      throw new Error(`meanwhile ${exported} rows were exported, ${mails} mails sent and ${pages} pages read`)
    return { ...signed, exported, mails, pages }
  }

  const { things, references, measured, reference, ratio } = await alternate(rounds, together, alone, say)
  await Promise.all([load.stop(), pageLoad.stop(), downloader.stop(), product.stop(), sink.stop()])
  const meanwhile = (tell: (round: Round) => number) =>
    Math.round(median(things.map(tell)) / (roundMs / 1000))
  const late = (what: string, tell: (round: Round) => number) => {
    const [ours, theirs] = [things.map(tell), references.map(tell)]
    return {
      benchmark,
      what: `answer of a sign meanwhile, ${what}`,
      unit: 'ms',
      measured: median(ours),
      reference: { what: 'alone', measured: median(theirs) },
      ratio: ratioOf(ours, theirs),
    }
  }
  return [
    {
      ...late('p99', ({ p99Ms }) => p99Ms),
      about: {
        'rows exported a second': meanwhile(({ exported }) => exported),
        'mails sent a second': meanwhile(({ mails }) => mails),
        'pages read a second': meanwhile(({ pages }) => pages),
      },
    },
    late('p50', ({ p50Ms }) => p50Ms),
    {
      benchmark,
      what: 'durable signs meanwhile, 1 M stored',
      unit: 'a second',
      measured,
      reference: { what: 'alone', measured: reference },
      ratio,
    },
  ]
}

/** Begins anew where it comes to the end within a round. */
function exportOverAndOver(downloader: Downloader, order: Parameters<Downloader['run']>[0]) {
  let over = false
  let exported = 0
  const running = (async () => {
    while (!over) exported += (await downloader.run(order)).lines
  })()
  return {
    async stop() {
      over = true
      downloader.hangUp()
      await running
      return exported
    },
  }
}
