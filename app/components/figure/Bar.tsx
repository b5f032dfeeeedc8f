/** A share as a line of ink, beside the figure that says it. Drawn, not a background: it is printed too. */
export function Bar({ share }: { readonly share: number }) {
  return (
    <svg className="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-ground" width="100" height="1" />
      <rect className="bar-ink" width={Math.round(1000 * share) / 10} height="1" />
    </svg>
  )
}
