import type { PlaceFigures, PlaceOrder, Places } from '../../domain/place/figures'
import { placeOrders } from '../../domain/place/figures'
import { figure } from '../figure/figures'
import { dashboardAddress, type ShownView } from './dashboard-address'

interface PlaceTableProps {
  readonly slug: string
  readonly view: ShownView
  readonly places: Pick<Places, 'listed' | 'total'>
}

/** What the map shows and more, to read and to sort; by links, so that it works everywhere. */
export function PlaceTable({ slug, view, places: { listed, total } }: PlaceTableProps) {
  const to = (changed: Partial<ShownView>) => dashboardAddress(slug, { ...view, ...changed }, 'places')
  return (
    <div className="places-table">
      <table className="numbers">
        <caption>{caption(view, listed.length, total)}</caption>
        <thead>
          <tr>
            {columns.map(order => (
              <th key={order} scope="col" aria-sort={order === view.order ? direction(order) : undefined}>
                <a href={to({ order })}>{headings[order]}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listed.map(place => (
            <PlaceRow key={place.code} place={place} href={hrefTo(slug, view, place)} />
          ))}
        </tbody>
      </table>
      {view.filter.seat ? null : listed.length < total ? (
        <p>
          <a href={to({ all: true })}>All {figure(total)} of them</a>
        </p>
      ) : view.all ? (
        <p>
          <a href={to({ all: false })}>Only the first few</a>
        </p>
      ) : null}
    </div>
  )
}

function PlaceRow({ place, href }: { readonly place: PlaceFigures; readonly href: string | null }) {
  const { name, mp, vacancy, signatures, letters, replies } = place
  return (
    <tr>
      <th scope="row">
        {href ? <a href={href}>{name}</a> : name}
        <span className="hint">{mp ?? (vacancy ? vacancies[vacancy] : '')}</span>
      </th>
      <td>{figure(signatures)}</td>
      <td>{figure(letters)}</td>
      <td>{figure(replies)}</td>
    </tr>
  )
}

/** Of those without a constituency there is no more to see. */
function hrefTo(slug: string, view: ShownView, { code, name }: PlaceFigures): string | null {
  if (code === '') return null
  return dashboardAddress(slug, { ...view, filter: { ...view.filter, seat: { code, name } } }, 'places')
}

const columns: readonly PlaceOrder[] = ['name', ...placeOrders.filter(order => order !== 'name')]

const headings: Readonly<Record<PlaceOrder, string>> = {
  name: 'Constituency',
  signatures: 'Signatures',
  letters: 'Letters',
  replies: 'Replies',
}

const vacancies = {
  vacant: 'no MP at present',
  dissolved: 'until the election',
  'not-known': 'MP not known',
} as const

function direction(order: PlaceOrder): 'ascending' | 'descending' {
  return order === 'name' ? 'ascending' : 'descending'
}

function caption({ order, filter }: ShownView, listed: number, total: number): string {
  if (filter.seat) return `${filter.seat.name}: letters and replies are of all days`
  const which = listed < total ? `The first ${figure(listed)} of ${figure(total)}` : `All ${figure(total)}`
  return `${which}, by ${headings[order].toLowerCase()}; letters are those that were accepted`
}
