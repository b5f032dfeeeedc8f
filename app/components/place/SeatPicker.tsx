import type { SeatChoice } from '../../domain/place/seat-choice'
import { findSeats, type SeatName } from '../../domain/place/seat-search'
import { Wrong } from '../form/ErrorSummary'
import { described, Field } from '../form/Field'

interface SeatPickerProps {
  readonly choice: SeatChoice
  /** A name as typed so far, or the code that was picked. */
  readonly typed: string
  readonly problem: string | undefined
  /** What leaving it open means, where that is possible. */
  readonly none?: string
}

/**
 * Where a postcode settles no constituency, a line to type its name in, and a list to pick from: the seats that match what
 * was typed, or the few that a postcode may be in.
 */
export function SeatPicker({ choice, typed, problem, none = '' }: SeatPickerProps) {
  const { why, seats } = choice
  if (why.kind === 'several')
    return <SeatList id="constituency" legend="Your constituency" {...{ seats, typed, problem, none }} />
  const search = findSeats(seats, typed)
  const known = (why.kind === 'terminated' || why.kind === 'found') && why.seat ? [why.seat] : []
  const matching = search.kind === 'some' ? search.seats : []
  const shown = { typed, problem: undefined, none: '' }
  return (
    <>
      {known.length > 0 && (search.kind === 'not-asked' || search.kind === 'none') ? (
        <SeatList id="known" legend="Is it this?" seats={known} {...shown} />
      ) : null}
      <Field
        name="constituency"
        label="Your constituency"
        hint={`Type its name, or a part of it. ${whereNamed(why)} ${none}`.trim()}
        value={search.kind === 'one' ? search.seat.name : typed}
        problem={problem}
        list="constituencies"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
      >
        <datalist id="constituencies">
          {seats.flatMap(namesOf).map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Field>
      {matching.length > 0 ? (
        <SeatList
          id="matching"
          legend={matching.length > 1 ? 'Which is yours?' : 'Is it this?'}
          seats={matching}
          {...shown}
        />
      ) : null}
    </>
  )
}

function whereNamed({ kind }: SeatChoice['why']): string {
  const your = kind === 'abroad' || kind === 'not-westminster' ? 'If you can vote in the UK, your' : 'Your'
  return `${your} poll card has it, and so does your council’s website.`
}

interface SeatListProps {
  /** Of the first to pick; the others' follow from it. */
  readonly id: string
  readonly legend: string
  readonly seats: readonly SeatName[]
  readonly typed: string
  readonly problem: string | undefined
  readonly none: string
}

function SeatList({ id, legend, seats, typed, problem, none }: SeatListProps) {
  return (
    <div className={problem ? 'seats wrong' : 'seats'}>
      <fieldset>
        <legend>{legend}</legend>
        {none ? <p className="hint">{none}</p> : null}
        <Wrong id={`${id}-error`} words={problem} />
        {seats.map(({ code, name, region }, place) => {
          const own = place === 0 ? id : `${id}-${place + 1}`
          return (
            <div className="tick" key={code}>
              <input
                type="radio"
                id={own}
                name="constituency"
                value={code}
                defaultChecked={typed === code}
                {...described(id, undefined, problem)}
              />
              <label htmlFor={own}>
                {name}
                <span className="hint">{region}</span>
              </label>
            </div>
          )
        })}
      </fieldset>
    </div>
  )
}

function namesOf({ name, nameCy }: SeatName): readonly string[] {
  return nameCy === null || nameCy === name ? [name] : [name, nameCy]
}
