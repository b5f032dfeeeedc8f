interface PasskeyButtonProps {
  readonly way: 'make' | 'show'
  /** Where `public/organise/passkey.js` posts to, with the fields of the form that the button stands in. */
  readonly url: string
  readonly words: string
  readonly hint?: string
  /** Whether the browser offers passkeys in the field for the address too. */
  readonly autofill?: boolean
  readonly kind?: 'primary' | 'quiet'
}

/** Shown where a script runs and the browser knows passkeys; hidden it is no button that Enter could press. */
export function PasskeyButton(props: PasskeyButtonProps) {
  const { way, url, words, hint, autofill = false, kind = 'primary' } = props
  const says = `passkey-${way}-says`
  return (
    <div data-enhanced hidden>
      {hint ? <p className="hint">{hint}</p> : null}
      <button
        type="button"
        className={`button ${kind}`}
        data-passkey={way}
        data-url={url}
        data-autofill={autofill ? 'yes' : undefined}
        aria-describedby={says}
      >
        {words}
      </button>
      <p className="says" id={says} role="status" />
    </div>
  )
}
