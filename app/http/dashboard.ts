import { type ReadFilter, readFigureFilter } from '../domain/dashboard/figure-filter'
import { type Span, spans } from '../domain/dashboard/over-time'
import { type PlaceOrder, placeOrders } from '../domain/place/figures'
import type { Ports } from '../domain/ports'

/** How a campaign's figures are asked for: which of them, and how they are to be shown. */
export interface AskedView extends ReadFilter {
  readonly by: Span
  readonly order: PlaceOrder
  readonly all: boolean
}

/** Reads `from`, `to`, `constituency`, `by`, `sort` and `rows`; what is not known is as if it were not there. */
export async function readView({ url }: Pick<Request, 'url'>, { store }: Ports): Promise<AskedView> {
  const query = new URL(url).searchParams
  return {
    ...readFigureFilter(query, await store.seatsEver()),
    by: oneOf(spans, query.get('by')),
    order: oneOf(placeOrders, query.get('sort')),
    all: query.get('rows') === 'all',
  }
}

/** The first where it is none of them. */
function oneOf<Word extends string>(words: readonly [Word, ...Word[]], asked: string | null): Word {
  return words.find(word => word === asked) ?? words[0]
}
