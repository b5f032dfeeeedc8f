import type { Campaign, CampaignText } from '../campaign/campaign'
import { type PrincipleByPlace, principleMeasures, principlesByPlace } from '../dashboard/principles-by-place'
import { type LikenessSpread, likenessSpread } from '../likeness/spread'
import { type LintWarning, lintCampaign } from '../lint/campaign'
import type { HoldReason } from '../outbox/outbox'
import type { Ports } from '../ports'
import { everything, type ShownReplies, shownReplies } from '../reply/shown-replies'
import type { LetterState } from './letter'
import { type SampleLetters, sampleLetters, usualSamples } from './sample-letters'

/** Where a letter may be once it is confirmed; one that was cancelled counts nowhere. */
export type CountedState = Exclude<LetterState, 'unconfirmed' | 'cancelled'>

/** What whoever runs a campaign is told of its letters: counts and its own words, nothing of one supporter. */
export interface LettersReport {
  readonly campaign: ReportedCampaign
  readonly states: Readonly<Partial<Record<CountedState, number>>>
  readonly held: Readonly<Partial<Record<HoldReason, number>>>
  readonly likeness: LikenessSpread
  readonly samples: ReportedSamples
  readonly warnings: readonly LintWarning[]
  readonly replies: ShownReplies
  readonly signatures: number
  /** The one chosen most first, then those that nobody chose. */
  readonly principles: readonly ReportedPrinciple[]
}

export interface ReportedCampaign {
  readonly id: number
  readonly slug: string
  readonly title: string
  /** Letters more alike than this are held; null where none are for that. */
  readonly holdAbove: number | null
  readonly publishesReplies: boolean
}

/** Of the text as it is now. */
export interface ReportedSamples extends SampleLetters {
  /** How many were composed; the first few of them are there to be read. */
  readonly composed: number
}

export interface ReportedPrinciple extends PrincipleByPlace {
  /** Its slug where the text has it no longer. */
  readonly title: string
}

/** Reads tallies, and composes samples, which takes most of its 50 ms; what is held alone is counted mail by mail, by an index. */
export async function lettersReport(ports: Ports, campaign: Campaign): Promise<LettersReport> {
  const { store } = ports
  const { id, text } = campaign
  const samples = sampleLetters(text, usualSamples)
  const counts = await store.countsBy(id, ['letters-by-state', ...principleMeasures])
  return {
    campaign: reported(campaign),
    states: Object.fromEntries(
      counts.filter(({ measure }) => measure === 'letters-by-state').map(({ key, count }) => [key, count]),
    ),
    held: await store.heldByReason(id),
    likeness: await likenessSpread(ports, campaign),
    samples: {
      ...samples,
      composed: samples.letters.length,
      letters: samples.letters.slice(0, lettersToRead),
    },
    warnings: lintCampaign(text),
    replies: await shownReplies(ports, campaign, everything),
    signatures: counts.find(({ measure }) => measure === 'signatures')?.count ?? 0,
    principles: titled(text, principlesByPlace(counts, await store.seatsEver())),
  }
}

const lettersToRead = 3

function reported({ id, slug, text }: Campaign): ReportedCampaign {
  return {
    id,
    slug,
    title: text.title,
    holdAbove: text.letter.hold_above ?? null,
    publishesReplies: text.replies === 'public',
  }
}

function titled(
  { principles }: Pick<CampaignText, 'principles'>,
  chosen: readonly PrincipleByPlace[],
): readonly ReportedPrinciple[] {
  const titles = new Map(principles.map(({ slug, title }) => [slug, title]))
  const chosenBySome = new Set(chosen.map(({ slug }) => slug))
  const byNobody = principles
    .filter(({ slug }) => !chosenBySome.has(slug))
    .map(({ slug }) => ({ slug, signatures: 0, share: 0, places: [] }))
  return [...chosen, ...byNobody].map(one => ({ ...one, title: titles.get(one.slug) ?? one.slug }))
}
