import { everyFigure, type FigureFilter, filterQuery } from '../../domain/dashboard/figure-filter'
import { filterInWords } from './filter-words'

/** Leads to the exports of what is shown, with the same days and the same constituency, and to its pack to print, which is of all days. */
export function TakeOut({ slug, filter }: { readonly slug: string; readonly filter: FigureFilter }) {
  const query = filterQuery(filter)
  const narrowed = query !== filterQuery(everyFigure)
  const path = `/organise/campaigns/${slug}`
  return (
    <section className="part take-out" aria-labelledby="take-out">
      <h2 id="take-out">Take it with you</h2>
      <p>
        As tables for a spreadsheet{narrowed ? `, ${filterInWords(filter)}, as above` : ''}; or on paper for a
        meeting{narrowed ? ', with the figures of all days' : ''}.
      </p>
      <p className="buttons">
        <a className="button" href={`${path}/exports${narrowed ? `?${query}` : ''}`}>
          {narrowed ? 'Export these figures' : 'Export the figures'}
        </a>
        <a className="button" href={`${path}/pack${filter.seat ? `?constituency=${filter.seat.code}` : ''}`}>
          Make a pack to print
        </a>
      </p>
    </section>
  )
}
