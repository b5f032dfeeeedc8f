import { dayOf } from '../calendar/day'
import { londonDay } from '../calendar/london'
import type { CampaignUpdateId } from '../id'
import type { LetterState } from '../letter/letter'
import { tenthOf } from '../likeness/likeness'
import type { ReplyAnswer, ReplyPosition } from '../reply/reply'

/** What is counted, and by what its key says. Each is maintained as signatures change, never counted on a page. */
export type Measure =
  | 'signatures' // ''
  | 'by-constituency' // code, '' for those without
  | 'by-country' // ISO 3166 alpha-2
  | 'by-principle' // slug|code
  | 'by-day' // 2026-11-23, UTC, of confirmation
  | 'by-hour' // 2026-11-23T14, UTC, of confirmation
  | 'by-day-constituency' // 2026-11-23|code, '' for those without; London's day, of confirmation
  | 'by-month-constituency' // 2026-11|code: the same by London's month, for stretches of many days
  | 'by-source' // one of the campaign's sources, '' for none
  | 'letters' // fate|code
  | 'letters-by-day' // 2026-11-23, UTC, of acceptance
  | 'letters-by-state' // queued, …
  | 'letters-by-member' // the member's number; accepted ones
  | 'likeness' // 0 to 9: the tenth that it falls in, 1 counting to the last
  | 'replies' // answer|code
  | 'paper' // '': signatures on paper, which count apart
  | 'paper-by-constituency' // code, '' for those without
  | 'replies-by-member' // number|answer|position|days, each but the answer '' where there is none
  | 'updates-by-constituency' // code, '' for those without: confirmed signatures whose supporters asked for updates
  | 'subscribers' // '': confirmed, who asked for updates without signing
  | 'update-mails' // the update's id|fate

/** A letter's state, as far as counts tell them apart. */
export type LetterFate = 'waiting' | 'accepted' | 'failed'

export interface Delta {
  readonly campaignId: number
  readonly measure: Measure
  readonly key: string
  readonly by: number
}

/** What a confirmed signature adds to the tallies (+1), or takes away when it stops counting (-1). */
export function signatureDeltas(
  signature: {
    readonly campaignId: number
    readonly constituencyCode: string | null
    readonly country: string
    readonly principles: readonly string[]
    readonly updates: 'yes' | 'no'
    readonly source: string | null
    readonly confirmedAt: Date
  },
  by: 1 | -1,
): Delta[] {
  const { campaignId, country, source, confirmedAt, updates } = signature
  const code = signature.constituencyCode ?? ''
  const iso = confirmedAt.toISOString()
  const day = londonDay(confirmedAt)
  const one = (measure: Measure, key: string): Delta => ({ campaignId, measure, key, by })
  return [
    one('signatures', ''),
    one('by-constituency', code),
    one('by-country', country),
    one('by-day', iso.slice(0, 10)),
    one('by-hour', iso.slice(0, 13)),
    one('by-day-constituency', `${day}|${code}`),
    one('by-month-constituency', `${day.slice(0, 7)}|${code}`),
    one('by-source', source ?? ''),
    ...signature.principles.map(slug => one('by-principle', `${slug}|${code}`)),
    ...(updates === 'yes' ? [one('updates-by-constituency', code)] : []),
  ]
}

/** What a signature on paper adds, or takes away. */
export function paperDeltas(
  paper: { readonly campaignId: number; readonly constituencyCode: string | null },
  by: 1 | -1,
): Delta[] {
  const { campaignId, constituencyCode } = paper
  return [
    { campaignId, measure: 'paper', key: '', by },
    { campaignId, measure: 'paper-by-constituency', key: constituencyCode ?? '', by },
  ]
}

/** How a mail of an update ended; its row is then deleted, so that nothing but these counts tells of it. */
export type UpdateMailFate = 'accepted' | 'failed' | 'cancelled'

export function updateMailDelta(
  { campaignId, updateId }: { readonly campaignId: number; readonly updateId: CampaignUpdateId },
  fate: UpdateMailFate,
): Delta {
  return { campaignId, measure: 'update-mails', key: `${updateId}|${fate}`, by: 1 }
}

/** What its writer said came of a letter, as far as it is counted. */
export interface CountedReply {
  readonly answer: ReplyAnswer
  readonly position: ReplyPosition | null
  readonly days: number | null
}

/**
 * What a letter in this state adds or takes away, and the reply to it as long as it counts as accepted; nothing while it is
 * unconfirmed or once it is cancelled.
 */
export function letterDeltas(
  letter: {
    readonly campaignId: number
    readonly constituencyCode: string | null
    readonly state: LetterState
    readonly acceptedAt: Date | null
    readonly likeness: number | null
    readonly memberId: number | null
    readonly reply: CountedReply | null
  },
  by: 1 | -1,
): Delta[] {
  const fate = fateOf(letter.state)
  if (!fate) return []
  const { campaignId, acceptedAt, likeness, memberId, reply } = letter
  const one = (measure: Measure, key: string): Delta => ({ campaignId, measure, key, by })
  const deltas = [
    one('letters', `${fate}|${letter.constituencyCode ?? ''}`),
    one('letters-by-state', letter.state),
  ]
  if (likeness !== null) deltas.push(one('likeness', String(tenthOf(likeness))))
  if (fate !== 'accepted') return deltas
  if (acceptedAt) deltas.push(one('letters-by-day', dayOf(acceptedAt)))
  if (memberId !== null) deltas.push(one('letters-by-member', String(memberId)))
  if (!reply) return deltas
  const { answer, position, days } = reply
  return [
    ...deltas,
    one('replies', `${answer}|${letter.constituencyCode ?? ''}`),
    // Those to nobody in particular too: days and positions of the whole campaign are read here.
    one('replies-by-member', [memberId, answer, position, days].map(part => part ?? '').join('|')),
  ]
}

/** `unknown` counts as failed: nobody may say that such a letter arrived. */
function fateOf(state: LetterState): LetterFate | null {
  const fates: Readonly<Record<LetterState, LetterFate | null>> = {
    unconfirmed: null,
    queued: 'waiting',
    sending: 'waiting',
    deferred: 'waiting',
    held: 'waiting',
    accepted: 'accepted',
    bounced: 'failed',
    'gave-up': 'failed',
    unknown: 'failed',
    cancelled: null,
  }
  return fates[state]
}

/** Adds up what falls on the same count, so that a group of signatures writes each once. */
export function sumDeltas(deltas: readonly Delta[]): Delta[] {
  const sums = new Map<string, Delta>()
  for (const delta of deltas) {
    const name = `${delta.campaignId}/${delta.measure}/${delta.key}`
    sums.set(name, { ...delta, by: (sums.get(name)?.by ?? 0) + delta.by })
  }
  return [...sums.values()].filter(({ by }) => by !== 0)
}

/** What a constituency counts; one with the code '' is none. */
export interface PlaceCount {
  readonly code: string
  readonly count: number
}

export interface Count {
  readonly measure: Measure
  readonly key: string
  readonly count: number
}

/** What a campaign counted in one hour. */
export interface HourCount {
  readonly campaignId: number
  /** 2026-11-23T14, UTC */
  readonly hour: string
  readonly count: number
}

/** A count that the tallies and a recount do not agree on. */
export interface Disagreement {
  readonly campaignId: number
  readonly measure: Measure
  readonly key: string
  readonly tally: number
  readonly recount: number
}
