interface EnterKeyProps {
  readonly to: string
  /** What the letter's page is asked for, where it goes there. */
  readonly step?: 'check'
}

/** A form's first button is what the Enter key presses, whatever stands before the one that goes on: an offer, a move. */
export function EnterKey({ to, step }: EnterKeyProps) {
  return (
    <button
      type="submit"
      className="unseen"
      tabIndex={-1}
      aria-hidden="true"
      formAction={to}
      name={step && 'step'}
      value={step}
    >
      Go on
    </button>
  )
}
