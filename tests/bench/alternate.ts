import { setImmediate } from 'node:timers/promises'
import { median, type Ratio, ratioOf, type Say } from './figure'

/** One round of something: how much it did a second, and whatever else it says. */
interface Round {
  readonly perSecond: number
}

/** A thing and its reference, round by round. */
interface Compared<Thing extends Round, Reference extends Round> {
  readonly measured: number
  readonly reference: number
  readonly ratio: Ratio
  readonly things: readonly Thing[]
  readonly references: readonly Reference[]
}

/**
 * Measures a thing and its reference in turns, so that whatever else the machine does meets both. Each warms up for
 * a round that does not count; from then on each goes first in every other round.
 */
export async function alternate<Thing extends Round, Reference extends Round>(
  rounds: number,
  thing: () => Promise<Thing>,
  reference: () => Promise<Reference>,
  say: Say,
): Promise<Compared<Thing, Reference>> {
  await thing()
  await reference()
  const things: Thing[] = []
  const references: Reference[] = []
  for (let round = 0; round < rounds; round++) {
    await setImmediate() // lets the bench's own clock look
    if (round % 2 === 0) things.push(await thing())
    references.push(await reference())
    if (round % 2 === 1) things.push(await thing())
    const [did, held] = [things.at(-1)?.perSecond ?? 0, references.at(-1)?.perSecond ?? 0]
    say(`round ${round + 1} of ${rounds}: ${Math.round(did)} against ${Math.round(held)} a second`)
  }
  const [ours, theirs] = [things.map(rate), references.map(rate)]
  return {
    measured: median(ours),
    reference: median(theirs),
    ratio: ratioOf(ours, theirs),
    things,
    references,
  }
}

function rate({ perSecond }: Round): number {
  return perSecond
}
