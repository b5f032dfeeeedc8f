import { type FigureFilter, filterQuery } from '../../domain/dashboard/figure-filter'
import type { Span } from '../../domain/dashboard/over-time'
import type { PlaceOrder } from '../../domain/place/figures'

/** How a campaign's page shows its figures. */
export interface ShownView {
  readonly filter: FigureFilter
  readonly by: Span
  readonly order: PlaceOrder
  readonly all: boolean
}

/** The page's address with this view; what is usual is not in it. */
export function dashboardAddress(slug: string, { filter, by, order, all }: ShownView, place = ''): string {
  const how = new URLSearchParams({
    ...(by === 'day' ? {} : { by }),
    ...(order === 'signatures' ? {} : { sort: order }),
    ...(all ? { rows: 'all' } : {}),
  }).toString()
  const query = [filterQuery(filter), how].filter(part => part !== '').join('&')
  return `/organise/campaigns/${slug}${query === '' ? '' : `?${query}`}${place === '' ? '' : `#${place}`}`
}
