import { type Counted, openedAt, petitionEntry, petitionState } from './public-data'

/** The states that petition.parliament.uk lists by; those that only its Parliament brings about list nothing here. */
const listedStates = [
  'all',
  'open',
  'recent',
  'closed',
  'rejected',
  'awaiting_response',
  'with_response',
  'awaiting_debate',
  'debated',
  'not_debated',
] as const
type ListedState = (typeof listedStates)[number]

export interface PetitionQuery {
  readonly state: ListedState
  /** From 1. */
  readonly page: number
  /** Petitions a page. */
  readonly count: number
  readonly q: string
}

const countAtMost = 50
const pageAtMost = 99_999
/** In characters, as petition.parliament.uk has it. */
const queryAtMost = 255

/** Null where the state is unknown; everything else that is wrong falls back to what is usual. */
export function readPetitionQuery(given: URLSearchParams): PetitionQuery | null {
  const state = listedStates.find(one => one === (given.get('state') || 'all'))
  if (!state) return null
  return {
    state,
    page: wholeNumber(given.get('page'), pageAtMost) ?? 1,
    count: Math.min(wholeNumber(given.get('count'), pageAtMost) ?? countAtMost, countAtMost),
    q: (given.get('q') ?? '').slice(0, queryAtMost).trim(),
  }
}

/** The same query over all states, for a reader who asked for one that is unknown. */
export function queryOverAll(given: URLSearchParams): URLSearchParams {
  const kept = ['count', 'q'].flatMap(name => (given.has(name) ? [[name, given.get(name) ?? '']] : []))
  return new URLSearchParams([...kept, ['state', 'all']])
}

/**
 * A page of petitions with its links.
 * @param given the parameters as they came, which the links repeat
 * @param self the request's own address
 */
export function petitionList(
  campaigns: readonly Counted[],
  query: PetitionQuery,
  given: URLSearchParams,
  origin: string,
  self: string,
  at: Date,
) {
  const found = select(campaigns, query, at)
  const pages = Math.max(1, Math.ceil(found.length / query.count))
  const link = (page: number) => `${origin}/petitions.json${parameters(given, page)}`
  return {
    links: {
      self,
      first: link(1),
      last: link(pages),
      next: query.page < pages ? link(query.page + 1) : null,
      prev: query.page > 1 ? link(Math.min(query.page - 1, pages)) : null,
    },
    data: found
      .slice((query.page - 1) * query.count, query.page * query.count)
      .map(counted => petitionEntry(counted, origin, at)),
  }
}

/** Most signatures first; `recent` has the latest opened first. */
function select(campaigns: readonly Counted[], { state, q }: PetitionQuery, at: Date): Counted[] {
  const wanted = state === 'recent' ? 'open' : state
  const words = fold(q)
  return campaigns
    .filter(({ campaign }) => {
      const is = petitionState(campaign, at)
      return is !== null && (wanted === 'all' || is === wanted) && holds(campaign.text, words)
    })
    .sort((one, other) => {
      const bySignatures = state === 'recent' ? 0 : other.signatures - one.signatures
      return bySignatures || opened(other) - opened(one) || other.campaign.id - one.campaign.id
    })
}

/** Whether each word begins one of the title's or summary's. */
function holds(
  text: { readonly title: string; readonly summary: string },
  words: readonly string[],
): boolean {
  const there = fold(`${text.title} ${text.summary}`)
  return words.every(word => there.some(one => one.startsWith(word)))
}

/** Words without case or accents. */
function fold(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function opened({ campaign }: Counted): number {
  return openedAt(campaign)?.getTime() ?? 0
}

/** What was asked for, by name, with another page; the first page has no number. */
function parameters(given: URLSearchParams, page: number): string {
  const kept = ['count', 'page', 'q', 'state'].flatMap(name => {
    const value = name === 'page' ? (page > 1 ? `${page}` : '') : given.get(name)
    return value ? [[name, value]] : []
  })
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`
}

function wholeNumber(typed: string | null, most: number): number | null {
  const number = /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : 0
  return number >= 1 && number <= most ? number : null
}
