/** The mark: a u that runs on into the line it is signed upon. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path className="mark-paper" d="M10 3h36l10 10v48H10z" />
      <path
        className="mark-ink"
        d="M21 19c-1 13-2 23 6 23s10-11 11-23c-1 12-2 23 4 23 3 0 5-2 6-5M17 51c9-3 22-3 31-1"
      />
    </svg>
  )
}

/** A stroke of the pen under a heading. */
export function Flourish() {
  return (
    <svg className="flourish" viewBox="0 0 220 14" aria-hidden="true" focusable="false">
      <path d="M2 9C40 3 86 2 118 6c22 3 12 8 4 6-9-3 22-9 46-7 18 2 32 2 50-2" />
    </svg>
  )
}
