import { type Revisions, revisionWord } from '../domain/campaign/revision'
import type { PublicPath } from './public-paths'

/** How old what we know may be, in ms: so long a change by another process may go unseen. */
const knownForMs = 1000

/** What the store said of its public pages, at most a second ago. */
export interface KnownRevisions {
  /** Whether it is still known: if not, `refresh` first. */
  areFresh(at: number): boolean
  /** Asks the store where that is due, once for all who wait. */
  refresh(): Promise<void>
  /** The revision of what is at a path; null where there is nothing to keep: no such campaign, or a draft. */
  wordFor(path: PublicPath): string | null
}

interface Asking {
  ask(): Promise<Revisions>
  now(): Date
  /** Called when another answer came than the last one. */
  changed(): void
  /**
   * Called when the store does not answer: what is known then holds for another second, since a page that is a
   * little old is better than none. Before the first answer `refresh` throws instead.
   */
  failed(fault: unknown): void
}

/** Asks at most once a second, and only while somebody wants pages. */
export function knownRevisions({ ask, now, changed, failed }: Asking): KnownRevisions {
  let known: Words | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null

  async function askNow(): Promise<void> {
    const at = now()
    try {
      const words = wordsOf(await ask(), at)
      const differ = known?.everything !== words.everything
      known = words
      if (differ) changed()
    } catch (fault) {
      if (!known) throw fault
      failed(fault)
    }
    askedAt = at.getTime()
  }

  /** Where the clock was set back, too. */
  const areFresh = (at: number) => at - askedAt < knownForMs && at >= askedAt

  return {
    areFresh,
    async refresh() {
      if (areFresh(now().getTime())) return
      asking ??= askNow().finally(() => {
        asking = null
      })
      await asking
    },
    wordFor: path => known && wordFor(known, path),
  }
}

interface Words {
  readonly bySlug: ReadonlyMap<string, string>
  readonly byId: ReadonlyMap<number, string>
  readonly campaigns: string
  readonly places: string
  readonly everything: string
}

function wordsOf({ campaigns, places }: Revisions, at: Date): Words {
  const seen = campaigns
    .filter(({ state }) => state !== 'draft')
    .map(campaign => ({ ...campaign, word: revisionWord(campaign, at) }))
  const all = seen.map(({ word }) => word).join('\n')
  return {
    bySlug: new Map(seen.map(({ slug, word }) => [slug, word])),
    byId: new Map(seen.map(({ id, word }) => [id, word])),
    campaigns: all,
    places,
    everything: `${all}\n${places}`,
  }
}

function wordFor(known: Words, { route, campaign }: PublicPath): string | null {
  const own = campaign && ('slug' in campaign ? known.bySlug.get(campaign.slug) : known.byId.get(campaign.id))
  if (campaign && own === undefined) return null
  const words = { campaign: own ?? '', campaigns: known.campaigns, places: known.places }
  return route.madeOf.map(ingredient => words[ingredient]).join('\n')
}
