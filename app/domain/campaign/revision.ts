import { type CampaignState, standing } from './campaign'

/** What a public page is made of: the campaign that its address names, every campaign, the places. */
export type Ingredient = 'campaign' | 'campaigns' | 'places'

/**
 * What a route says (`export const handle: PublicRoute`) whose answer is the same for everyone who asks for its address:
 * the front renders it once, without anything of a visitor, and serves it from memory until an ingredient changes. A
 * route that says nothing is rendered for each request and never kept.
 */
export interface PublicRoute {
  readonly madeOf: readonly Ingredient[]
  /**
   * What becomes of parameters after the `?`: `ignored`, all of them; `source`, all but one of the campaign's listed
   * sources; `answered`, none, so that only the address without any is kept.
   */
  readonly query: 'ignored' | 'source' | 'answered'
  /**
   * For how many seconds it may be served though no ingredient has changed: for what also shows counts that change without one.
   * For half a day where nothing is said; data says it itself, by its `Cache-Control`.
   */
  readonly goodForSeconds?: number
}

/** What differs after every change that a campaign's public pages could show; its text is not among it. */
export interface CampaignRevision {
  readonly id: number
  readonly slug: string
  readonly state: CampaignState
  readonly version: number
  readonly consentVersion: number
  /** Days such as 2026-01-31. */
  readonly opens: string | null
  readonly closes: string | null
  readonly updatedAt: Date
  /** Confirmed; from the tally. */
  readonly signatures: number
}

export interface Revisions {
  readonly campaigns: readonly CampaignRevision[]
  /** Another word after each import of places. */
  readonly places: string
}

/** A campaign's revision in one word. It differs too once a date of its own has opened or closed it. */
export function revisionWord(campaign: CampaignRevision, at: Date): string {
  const { id, state, version, consentVersion, updatedAt, signatures, opens, closes } = campaign
  const text = { ...(opens ? { opens } : {}), ...(closes ? { closes } : {}) }
  return [id, standing({ state, text }, at), version, consentVersion, updatedAt.getTime(), signatures].join(
    ' ',
  )
}
