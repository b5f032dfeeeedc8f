import { exportAccess } from './access'
import { alternate } from './alternate'
import { type Downloader, startDownloader, startLoad, startMailer, startProduct, startSink } from './children'
import { campaignPath, getRequest, signRequest } from './demo'
import { type Benchmark, type Figure, median, ratioOf } from './figure'
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
 * the export's reader share a core with the load and yield to it (nice 5), so that it is the product that is measured.
 */
export const tail: Benchmark = async say => {
  const site = await openSite(await copyOfFilled(million, say))
  const compared = await alternate(
    rounds,
    () => together(site),
    async () => ({ ...(await site.sign()), exported: 0, mails: 0, pages: 0 }),
    say,
  )
  await site.close()
  return figuresOf(compared)
}

type Site = Awaited<ReturnType<typeof openSite>>

async function openSite(folder: string) {
  const access = await exportAccess(folder)
  const product = await startProduct(folder)
  const sink = await startSink()
  const [load, pageLoad, downloader] = [await startLoad(), await startLoad(), await startDownloader()]
  const { port } = product
  const form = { port, connections: signers, ms: roundMs, request: await signRequest(port), expect: 303 }
  const page = {
    port,
    connections: readers,
    ms: roundMs,
    request: getRequest(port, campaignPath),
    expect: 200,
  }
  return {
    sink,
    startMailer: () => startMailer(folder, sink.url, 'behind'),
    beginExport: () => exportOverAndOver(downloader, { port, ...access }),
    sign: () => load.run(form),
    read: () => pageLoad.run(page),
    close: () => Promise.all([load, pageLoad, downloader, product, sink].map(child => child.stop())),
  }
}

async function together({ sink, startMailer, beginExport, sign, read }: Site): Promise<Round> {
  const before = await sink.mails()
  const mailer = await startMailer()
  const exporting = await beginExport()
  const [signed, { acknowledged: pages }] = await Promise.all([sign(), read()])
  const exported = await exporting.stop()
  await mailer.stop()
  return { ...signed, exported, pages, mails: (await sink.mails()) - before }
}

/** Begins anew where it comes to the end within a round. */
async function exportOverAndOver(downloader: Downloader, order: Parameters<Downloader['run']>[0]) {
  let over = false
  let exported = 0
  const { ended } = await downloader.begin(order)
  const running = (async () => {
    exported += (await ended).lines
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

function figuresOf({
  things,
  references,
  measured,
  reference,
  ratio,
}: Awaited<ReturnType<typeof alternate<Round, Round>>>): readonly Figure[] {
  /** A second, and never none: what did not happen was not measured either. */
  function meanwhile(what: 'exported' | 'mails' | 'pages'): number {
    const all = things.map(round => round[what])
    if (Math.max(...all) === 0) throw new Error(`meanwhile there were no ${what}`)
    return Math.round(median(all) / (roundMs / 1000))
  }

  function late(what: string, tell: (round: Round) => number): Figure {
    const [ours, theirs] = [things.map(tell), references.map(tell)]
    return {
      benchmark,
      what: `answer of a sign beside other work, ${what}`,
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
        'rows exported a second': meanwhile('exported'),
        'mails sent a second': meanwhile('mails'),
        'pages read a second': meanwhile('pages'),
      },
    },
    late('p50', ({ p50Ms }) => p50Ms),
    {
      benchmark,
      what: 'durable signs beside other work, 1 M stored',
      unit: 'a second',
      measured,
      reference: { what: 'alone', measured: reference },
      ratio,
    },
  ]
}
