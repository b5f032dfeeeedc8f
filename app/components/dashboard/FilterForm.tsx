import type { ReadFilter } from '../../domain/dashboard/figure-filter'
import { Field } from '../form/Field'
import { dashboardAddress, type ShownView } from './dashboard-address'

interface FilterFormProps {
  readonly slug: string
  readonly view: ShownView & ReadFilter
}

/** Which days and which constituency; a form that only asks, so that its answer can be kept and sent on. */
export function FilterForm({ slug, view }: FilterFormProps) {
  const { typed, problems, choices, by, order, all, filter } = view
  const narrowed = filter.from !== null || filter.to !== null || filter.seat !== null
  return (
    <form className="filter" action={`/organise/campaigns/${slug}`} aria-label="Narrow down">
      <Field name="from" label="From" type="date" value={typed.from} problem={problems.from} />
      <Field name="to" label="To" type="date" value={typed.to} problem={problems.to} />
      <Field
        name="constituency"
        label="Constituency"
        value={typed.constituency}
        problem={problems.constituency}
        autoComplete="off"
        spellCheck={false}
      >
        {choices.length > 0 ? (
          <ul className="plain">
            {choices.map(seat => (
              <li key={seat.code}>
                <a href={dashboardAddress(slug, { ...view, filter: { ...filter, seat } })}>{seat.name}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </Field>
      {by === 'day' ? null : <input type="hidden" name="by" value={by} />}
      {order === 'signatures' ? null : <input type="hidden" name="sort" value={order} />}
      {all ? <input type="hidden" name="rows" value="all" /> : null}
      <div className="filter-send">
        <button className="button" type="submit">
          Show
        </button>
        {narrowed ? <a href={`/organise/campaigns/${slug}`}>Show everything</a> : null}
      </div>
    </form>
  )
}
