import { exportAccess } from './access'
import { alternate } from './alternate'
import { type Downloader, databaseIn, startDownloader, startProduct } from './children'
import { type Benchmark, CannotRun, type Figure, type Say } from './figure'
import { filled, million } from './filled'
import { needSqliteTool, printCsv } from './sqlite-tool'

const benchmark = 'signatures-export'
const rounds = 3
const rowsARound = 100_000

/** Exporting everybody who signed, each seal opened, over HTTP: how much memory it takes, and how fast it goes. */
export const signaturesExport: Benchmark = async say => {
  needSqliteTool()
  const downloader = await startDownloader()
  const figures = [
    await peakOf(downloader, million, say),
    await peakOf(downloader, 3 * million, say),
    await rate(downloader, say),
  ]
  await downloader.stop()
  return figures
}

/** The most memory that the server's process ever held, once every row has been read. */
async function peakOf(downloader: Downloader, signatures: number, say: Say): Promise<Figure> {
  const folder = await filled(signatures, say)
  const access = await exportAccess(folder)
  const product = await startProduct(folder)
  const before = product.peakBytes()
  const { lines, bytes, ms } = await downloader.run({ port: product.port, ...access })
  const peak = product.peakBytes()
  await product.stop()
  if (lines !== signatures + 1)
    throw new Error(`${signatures} signatures are stored, and ${lines} lines came`)
  if (before === null || peak === null)
    throw new CannotRun('this system does not tell how much memory a process took')
  say(
    `${signatures / million} M rows, ${megabytes(bytes)} MB in ${Math.round(ms / 1000)} s, at most ${megabytes(peak)} MB held`,
  )
  return {
    benchmark,
    what: `peak memory of the server, ${signatures / million} M seals opened`,
    unit: 'MB',
    measured: megabytes(peak),
    reference: { what: 'before the export', measured: megabytes(before) },
    ratio: null,
    about: { rows: signatures, bytes, 'rows a second': Math.round((signatures / ms) * 1000) },
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10
}

/** The first rows of an export against the `sqlite3` tool that prints the same columns, sealed as they are. */
async function rate(downloader: Downloader, say: Say): Promise<Figure> {
  const folder = await filled(million, say)
  const access = await exportAccess(folder)
  const product = await startProduct(folder)
  const { measured, reference, ratio } = await alternate(
    rounds,
    async () => {
      const { lines, ms } = await downloader.run({ port: product.port, ...access, lines: rowsARound })
      return { perSecond: (lines / ms) * 1000 }
    },
    async () => ({ perSecond: (rowsARound / (await printCsv(databaseIn(folder), query)).ms) * 1000 }),
    say,
  )
  await product.stop()
  return {
    benchmark,
    what: 'rows exported over HTTP, seals opened',
    unit: 'a second',
    measured,
    reference: { what: 'sqlite3 -csv, seals as hex', measured: reference },
    ratio,
  }
}

const iso = (column: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`
const query = `
select hex(s.id), hex(s.sealed), s.constituency_code, seat.name, ${iso('s.signed_at')}, ${iso('s.confirmed_at')},
  s.principles, s.updates, s.consent_version, s.source, s.state
from signature s
left join constituency seat on seat.code = s.constituency_code
where s.campaign_id = (select id from campaign where slug = 'fair-hearing') and s.state in ('pending', 'confirmed')
order by s.id limit ${rowsARound}`
