import { setImmediate } from 'node:timers/promises'
import { type Fingerprint, fingerprint } from '../../app/domain/likeness/likeness'
import { type Likenesses, type LikenessIndex, likenessIndex } from '../../app/domain/likeness/likeness-index'
import { alternate } from './alternate'
import { type Figure, median, ratioOf, type Say } from './figure'
import { compareWithEach, mergeWithEach, rowsOf } from './letters-each'
import { suggestedBodies } from './letters-suggested'
import { memoryMb } from './memory'

const earlierLetters = 100_000
const rounds = 5
/** Asked in a round; comparing with each takes so much longer that fewer are enough. */
const queries = 1000
const queriesOfEach = 20
const queriesOfLikeness = 2

/** Asking how alike a letter is to 100,000 earlier ones, against comparing with each. */
export async function likenessFigures(say: Say): Promise<readonly Figure[]> {
  const { earlier, asked } = await composed(say)
  const index = indexOf(earlier)
  const rows = rowsOf(earlier)
  for (const kept of asked.slice(0, queriesOfEach))
    mustAgree(index.compare(kept), mergeWithEach(rows, Uint32Array.from(kept)))
  mustAgree(index.compare(asked[0] ?? []), compareWithEach(earlier, asked[0] ?? []))

  const lists = asked.map(kept => Uint32Array.from(kept))
  const ask = () => timed(asked, kept => index.compare(kept))
  const merge = () => timed(lists.slice(0, queriesOfEach), kept => mergeWithEach(rows, kept))
  const each = () => timed(asked.slice(0, queriesOfLikeness), kept => compareWithEach(earlier, kept))
  const merging = await alternate(rounds, ask, merge, say)
  const comparing = await alternate(rounds, ask, each, say)
  return [
    {
      benchmark: 'letters',
      what: 'likeness queries, 100,000 letters',
      unit: 'a second',
      measured: merging.measured,
      reference: { what: 'comparing with each', measured: merging.reference },
      ratio: merging.ratio,
    },
    costFigure('two sorted lists merged for each', merging),
    costFigure('the product’s measure for each', comparing),
    await memoryFigure('memory of 100,000 letters, no own words', earlier),
    await memoryFigure('memory of 100,000 letters, an own sentence in each', earlier.map(withOwnWords)),
  ]
}

async function composed(say: Say) {
  const bodies = suggestedBodies()
  const kept: Fingerprint[] = []
  while (kept.length < earlierLetters + queries) {
    const { value } = bodies.next()
    kept.push(fingerprint(value ?? ''))
    if (kept.length % 20_000 === 0) say(`${kept.length} letters composed`)
    if (kept.length % 1000 === 0) await setImmediate() // lets the bench's own clock look
  }
  return { earlier: kept.slice(0, earlierLetters), asked: kept.slice(earlierLetters) }
}

function indexOf(letters: readonly Fingerprint[]): LikenessIndex {
  const index = likenessIndex()
  for (const kept of letters) index.add(kept)
  return index
}

function mustAgree(ours: Likenesses, theirs: Likenesses): void {
  if (ours.greatest !== theirs.greatest || ours.alike !== theirs.alike)
    throw new Error(`the index says ${JSON.stringify(ours)}, comparing with each ${JSON.stringify(theirs)}`)
}

interface Asked {
  readonly perSecond: number
  readonly cpuUs: number
}

async function timed<Query>(asked: readonly Query[], ask: (one: Query) => void): Promise<Asked> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  for (const one of asked) ask(one)
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { perSecond: asked.length / seconds, cpuUs: (user + system) / asked.length }
}

/** The CPU of a query is what must stay below 0.02 of the reference. */
function costFigure(what: string, compared: Awaited<ReturnType<typeof alternate<Asked, Asked>>>): Figure {
  const [ours, theirs] = [compared.things, compared.references].map(all => all.map(one => one.cpuUs)) as [
    number[],
    number[],
  ]
  return {
    benchmark: 'letters',
    what: 'CPU of a likeness query, 100,000 letters',
    unit: 'µs',
    measured: median(ours),
    reference: { what, measured: median(theirs) },
    ratio: ratioOf(ours, theirs),
  }
}

/** A hundred characters of one's own are two or three windows that nobody else has. */
function withOwnWords(kept: Fingerprint, number: number): Fingerprint {
  const own = [3, 5].map(factor => (Math.imul(number, 2_654_435_761 * factor) << 4) >>> 0)
  return [...new Set([...kept, ...own])].sort((one, other) => one - other)
}

async function memoryFigure(what: string, letters: readonly Fingerprint[]): Promise<Figure> {
  const before = await memoryMb()
  const index = indexOf(letters)
  const measured = Math.round(((await memoryMb()) - before) * 10) / 10
  index.compare(letters[0] ?? []) // still in use, so that nothing of it was collected
  const about = { letters: index.letters, bytesSaid: index.bytes }
  return { benchmark: 'letters', what, unit: 'MB', measured, reference: null, ratio: null, about }
}
