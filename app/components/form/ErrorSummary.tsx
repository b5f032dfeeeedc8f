import type { FieldProblems } from '../../domain/problem'

interface ErrorSummaryProps {
  readonly problems: FieldProblems
  /** The id of the control for each field, in the order of the page. */
  readonly places: Readonly<Record<string, string>>
  /** Where a problem leads that has no control of its own. */
  readonly elsewhere: string
  /** Whether the page below is wider than a column of text. */
  readonly wide?: boolean
}

/** Every refusal in one place above the heading, each leading to its field. */
export function ErrorSummary({ problems, places, elsewhere, wide = false }: ErrorSummaryProps) {
  const known = Object.keys(places).filter(field => field in problems)
  const others = Object.keys(problems).filter(field => !(field in places))
  if (known.length + others.length === 0) return null
  return (
    <div className={wide ? 'wrap' : 'column'}>
      {/* biome-ignore lint/a11y/noAutofocus: without a script, this is how focus moves to what went wrong */}
      <div className="summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="summary-title">
        <h2 id="summary-title">There is a problem</h2>
        <ul>
          {[...known, ...others].map(field => (
            <li key={field}>
              <a href={`#${places[field] ?? elsewhere}`}>{problems[field]}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** The same words beside the field. */
export function Wrong({ id, words }: { readonly id: string; readonly words: string | undefined }) {
  if (words === undefined) return null
  return (
    <p className="wrong-words" id={id}>
      <span className="unseen">Error: </span>
      {words}
    </p>
  )
}
