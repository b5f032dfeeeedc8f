interface DemoPanelProps {
  readonly postcodes: readonly { readonly postcode: string; readonly note: string }[]
}

/** Says that everything here is invented, and what to type. */
export function DemoPanel({ postcodes }: DemoPanelProps) {
  const [first, ...others] = postcodes
  if (!first) return null
  return (
    <aside className="demo" aria-labelledby="demo-title">
      <p id="demo-title" className="demo-title">
        This is a demonstration
      </p>
      <p>
        Its places and people are invented, and no letter reaches a real person. Try the postcode{' '}
        <strong className="code">{first.postcode}</strong>
        {first.note ? ` (${first.note})` : ''}.
      </p>
      {others.length > 0 ? (
        <details>
          <summary>Other postcodes to try</summary>
          <ul>
            {others.map(({ postcode, note }) => (
              <li key={postcode}>
                <strong className="code">{postcode}</strong> {note}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </aside>
  )
}
