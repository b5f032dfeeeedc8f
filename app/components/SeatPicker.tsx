import { Wrong } from './ErrorSummary'
import { described } from './Field'

interface SeatPickerProps {
  readonly seats: readonly { readonly code: string; readonly name: string }[]
  readonly chosen: string
  readonly problem?: string | undefined
  /** What leaving it open means. */
  readonly none?: string
  /** Whether its reader may have no vote in the UK. */
  readonly abroad?: boolean
}

/** A plain list of constituencies, for when the postcode does not settle it. */
export function SeatPicker({
  seats,
  chosen,
  problem,
  none = 'Choose your constituency',
  abroad = false,
}: SeatPickerProps) {
  const your = abroad ? 'If you can vote in the UK, your' : 'Your'
  const hint = `${your} poll card names it, and so does your council’s website.`
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor="constituency">Your constituency</label>
      <p className="hint" id="constituency-hint">
        {hint}
      </p>
      <Wrong id="constituency-error" words={problem} />
      <select
        id="constituency"
        name="constituency"
        defaultValue={chosen}
        {...described('constituency', hint, problem)}
      >
        <option value="">{none}</option>
        {seats.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
