import { dayInWords } from '../../domain/calendar/day-in-words'
import type { PlacesOrigin } from '../../domain/place/source'
import { partNames } from '../../domain/place/words'
import { listed } from '../figure/figures'
import { CreditLines } from './CreditLines'

/** Where constituencies, MPs and postcodes come from, and what the licences of that ask to be shown. */
export function PlacesSources({ origin }: { readonly origin: PlacesOrigin }) {
  return (
    <section id="sources" aria-labelledby="sources-title">
      <h2 id="sources-title">Where this comes from</h2>
      {origin.kind === 'fictional' ? (
        <p>These places and people are invented, to try this out. No real person is meant.</p>
      ) : (
        <SourceList {...origin} />
      )}
      <CreditLines credits={origin.credits} />
    </section>
  )
}

function SourceList({ sources, asked }: PlacesOrigin) {
  if (sources.length === 0 && asked.length === 0) return <p>Nothing has been brought in yet.</p>
  return (
    <ul>
      {sources.map(({ part, name, readAt }) => (
        <li key={part}>
          {partNames[part]}: {name}, read on {dayInWords(readAt)}
        </li>
      ))}
      {asked.length > 0 ? (
        <li>
          A postcode {sources.some(({ part }) => part === 'postcodes') ? 'that is not among these ' : ''}is
          looked up at {listed(asked)}; nothing else is sent there
        </li>
      ) : null}
    </ul>
  )
}

/** On pages that name somebody's constituency or MP; licences let a page lead to their lines where these are many. */
export function SourcesLine() {
  return (
    <p className="notice">
      <a href="/constituencies#sources">Where our constituencies and MPs come from</a>
    </p>
  )
}
