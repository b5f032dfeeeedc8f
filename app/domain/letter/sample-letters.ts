import type { CampaignText } from '../campaign/campaign'
import { chanceOf } from '../chance'
import { type Fingerprint, fingerprint, likeness, muchAlike, tenthOf } from '../likeness/likeness'
import { type WeakestWay, weakestWay } from '../lint/weakest-way'
import { bodyOf, type SaidLetter, sayLetter } from './say'

/** Letters as a campaign would suggest them to strangers, and how alike they are. Plain enough to be sent as JSON. */
export interface SampleLetters {
  readonly letters: readonly SampleLetter[]
  /** How many pairs have a likeness in each tenth: from 0 to below 0.1 first, from 0.9 to 1 last. */
  readonly tenths: readonly number[]
  /** Of the likeness of pairs, 0 to 1. */
  readonly median: number
  /** The share of pairs more alike than 0.5, at which WriteToThem refuses a letter. */
  readonly overHalf: number
  /** Null where no two letters share anything. */
  readonly weakest: WeakestWay | null
}

/** What a campaign's samples are where nobody asks for others: the same on a page as at a terminal. */
export const usualSamples = { count: 100, seed: 1 } as const

export interface SampleLetter {
  readonly subject: string
  readonly body: string
  /** Slugs, in the order in which they were chosen. */
  readonly principles: readonly string[]
}

/**
 * Composes letters of invented writers to one invented MP, each with some of the principles in some order, and measures every
 * pair: 100 letters and their 4,950 pairs take 50 ms. The same seed gives the same letters.
 */
export function sampleLetters(
  text: CampaignText,
  { count, seed }: { readonly count: number; readonly seed: number },
): SampleLetters {
  const samples = Array.from({ length: count }, (_, index) => sampleLetter(text, `${seed}/${index}`))
  const pairs = likenessOfPairs(samples.map(({ said }) => fingerprint(bodyOf(said))))
  return {
    letters: samples.map(({ said, principles }) => ({
      subject: said.subject.words,
      body: bodyOf(said),
      principles,
    })),
    tenths: Array.from({ length: 10 }, (_, tenth) => pairs.filter(one => tenthOf(one) === tenth).length),
    median: pairs[Math.floor(pairs.length / 2)] ?? 0,
    overHalf: pairs.length === 0 ? 0 : pairs.filter(one => one > muchAlike).length / pairs.length,
    weakest: weakestWay(samples.map(({ said }) => said)),
  }
}

function sampleLetter(
  text: CampaignText,
  seed: string,
): { readonly said: SaidLetter; readonly principles: readonly string[] } {
  const chance = chanceOf(seed)
  const inSomeOrder = text.principles
    .map(({ slug }) => ({ slug, place: chance(`place of ${slug}`, 2 ** 30) }))
    .sort((one, other) => one.place - other.place)
    .map(({ slug }) => slug)
  const principles = inSomeOrder.slice(0, 1 + chance('how many', inSomeOrder.length))
  const writer = { name: 'Robin Sample', mailbox: `${seed}@sample.example`, constituency, principles }
  return { said: sayLetter({ id: 0, text }, writer, mp), principles }
}

const constituency = 'Sampleford'
const mp = { name: 'Alex Sample', role: 'member' } as const

/** Ascending. */
function likenessOfPairs(kept: readonly Fingerprint[]): readonly number[] {
  return kept
    .flatMap((one, index) => kept.slice(0, index).map(other => likeness(one, other)))
    .sort((one, other) => one - other)
}
