import { everyFigure, type FigureFilter, filterQuery } from '../domain/figure-filter'
import { filterInWords } from './filter-words'

/** Leads to the exports of what is shown: with the same days and the same constituency. */
export function TakeOut({ slug, filter }: { readonly slug: string; readonly filter: FigureFilter }) {
  const query = filterQuery(filter)
  const narrowed = query !== filterQuery(everyFigure)
  return (
    <section className="part take-out" aria-labelledby="take-out">
      <h2 id="take-out">Take it with you</h2>
      <p>
        {narrowed
          ? `As tables for a spreadsheet, ${filterInWords(filter)}, as above.`
          : 'As tables for a spreadsheet, or on paper for a meeting.'}
      </p>
      <p>
        <a className="button" href={`/organise/campaigns/${slug}/exports${narrowed ? `?${query}` : ''}`}>
          {narrowed ? 'Export these figures' : 'Export the figures'}
        </a>
      </p>
    </section>
  )
}
