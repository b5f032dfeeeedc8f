import { lookalikes } from '../../domain/place/lookalike'

interface MeantPostcodeProps {
  /** As typed; it could not be read. */
  readonly typed: string
  /** Where the whole form is sent again. */
  readonly to: string
}

/** A button for each postcode that was probably meant: it sends the form again with that one in place of what was typed. */
export function MeantPostcode({ typed, to }: MeantPostcodeProps) {
  const offered = lookalikes(typed)
  if (offered.length === 0) return null
  return (
    <div className="meant">
      {offered.map(full => (
        <button key={full} type="submit" className="button" name="meant" value={full} formAction={to}>
          Yes, {full}
        </button>
      ))}
    </div>
  )
}
