import { exportAccess } from './access'
import { type Downloader, type Served, startDownloader, startProduct } from './children'
import { crowd } from './crowd'
import type { Benchmark, Figure, Say } from './figure'
import { copyOfFilled, million } from './filled'
import { type Furnished, furnish } from './furnished'

const benchmark = 'desk-exports'

const sizes = [100_000, million] as const

/** What an organiser takes out, by what the address says. */
const exports: Readonly<Record<string, string>> = {
  'all who signed': 'signatures.csv',
  'all who asked for updates, Mailchimp': 'signatures.csv?profile=mailchimp',
  'all who asked for updates, CiviCRM': 'signatures.csv?profile=civicrm',
  'who signed in one constituency': 'signatures.csv?constituency=Z14000007',
  'who signed on one day': `signatures.csv?from=${aDay()}&to=${aDay()}`,
  'who chose one principle': 'signatures.csv?principle=nobody-chose-this',
  letters: 'letters.csv',
  'letters of one constituency': 'letters.csv?constituency=Z14000007',
}

/** A year's signatures began so long ago, at either size. */
function aDay(): string {
  return new Date(Date.now() - 350 * 86_400_000).toISOString().slice(0, 10)
}

/** What is printed for a meeting: of all constituencies, and of one. */
const packs: Readonly<Record<string, string>> = {
  'pack, every constituency': 'part=meeting&part=places&part=hand-in',
  'pack, one constituency': 'part=meeting&part=places&part=hand-in&constituency=Z14000007',
}

/** How much one takes, where so many signed. */
interface Taken {
  readonly rows: number
  readonly bytes: number
  readonly ms: number
  readonly firstMs: number
  /** What the server held at most, beyond what it held before. */
  readonly grownMb: number
}

/** What streams out of the desk: whether its memory is the same however much there is, how soon it begins, and how long it takes. */
export const deskExports: Benchmark = async say => {
  const downloader = await startDownloader()
  const taken: Record<string, Taken>[] = []
  for (const signatures of sizes) taken.push(await takeAll(downloader, signatures, say))
  await downloader.stop()
  const [few = {}, many = {}] = taken
  return Object.keys(many).flatMap(name => figuresOf(name, few[name], many[name]))
}

async function takeAll(downloader: Downloader, signatures: number, say: Say): Promise<Record<string, Taken>> {
  const folder = await copyOfFilled(signatures, say, 'year')
  const furnished = await furnish(folder)
  crowd(folder)
  const { path, token } = await exportAccess(folder)
  const product = await startProduct(folder)
  const download = async (file: string) => {
    const { lines, bytes, ms, firstMs } = await downloader.run({
      port: product.port,
      path: path.replace('signatures.csv', file),
      token,
    })
    return { rows: lines - 1, bytes, ms, firstMs }
  }
  await download('signatures.csv?constituency=Z14000001') // what every export needs once
  const taken: Record<string, Taken> = {}
  for (const [name, file] of Object.entries(exports))
    taken[name] = await measured(product, () => download(file))
  for (const [name, form] of Object.entries(packs))
    taken[name] = await measured(product, () => print(product, furnished, form))
  for (const [name, { rows, ms, firstMs, grownMb }] of Object.entries(taken))
    say(
      `${signatures}: ${name}: ${rows} rows, first after ${Math.round(firstMs)} ms, all after ${Math.round(ms)}, ${grownMb} MB more`,
    )
  await product.stop()
  return taken
}

async function measured(product: Served, take: () => Promise<Omit<Taken, 'grownMb'>>): Promise<Taken> {
  product.forgetPeak()
  const before = product.peakBytes() ?? Number.NaN
  const taken = await take()
  return { ...taken, grownMb: Math.round(((product.peakBytes() ?? Number.NaN) - before) / 1e6) }
}

async function print({ port }: Served, { cookie }: Furnished, form: string): Promise<Omit<Taken, 'grownMb'>> {
  const origin = `http://localhost:${port}`
  const began = performance.now()
  const answer = await fetch(`${origin}/organise/campaigns/fair-hearing/pack.pdf`, {
    method: 'POST',
    headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form,
  })
  if (answer.status !== 200) throw new Error(`the pack was answered ${answer.status}`)
  const firstMs = performance.now() - began
  const { byteLength } = await answer.arrayBuffer()
  return { rows: 1, bytes: byteLength, ms: performance.now() - began, firstMs }
}

function figuresOf(name: string, few: Taken | undefined, many: Taken | undefined): readonly Figure[] {
  if (!few || !many) return []
  const beside = (what: string, unit: string, tell: (taken: Taken) => number): Figure => ({
    benchmark,
    what: `${name}: ${what}, 1 M`,
    unit,
    measured: tell(many),
    reference: { what: '100,000', measured: tell(few) },
    ratio: null,
    about: { rows: many.rows, bytes: many.bytes },
  })
  return [
    beside('first row after', 'ms', ({ firstMs }) => Math.round(firstMs)),
    beside('all of it', 's', ({ ms }) => ms / 1000),
    beside('memory more', 'MB', ({ grownMb }) => grownMb),
  ]
}
