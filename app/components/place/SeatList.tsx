import { foldName } from '../../domain/place/name'
import type { Parliament } from '../../domain/place/place'
import type { PlacesOrigin } from '../../domain/place/source'
import { noMps } from '../../domain/target/unreached'
import { counted, figure } from '../figure/figures'
import { PlainPage } from '../page/PlainPage'
import { PlacesSources } from './PlacesSources'
import { type ListedSeat, SeatTable } from './SeatTable'

export interface SeatListProps {
  /** What somebody looks for; '' for nothing. */
  readonly typed: string
  /** Those found, or all, by name. */
  readonly seats: readonly ListedSeat[]
  /** How many there are, and in how many nobody sits. */
  readonly total: number
  readonly vacant: number
  readonly parliament: Pick<Parliament, 'state' | 'election'>
  /** Null beside what was found: the whole list has it. */
  readonly origin: PlacesOrigin | null
}

/** Every seat, who sits in it, and whether they can be written to. */
export function SeatList(list: SeatListProps) {
  const { typed, seats, total, origin } = list
  return (
    <PlainPage heading="Constituencies and MPs">
      {total === 0 ? <p className="lead">No constituencies have been brought in yet.</p> : <Lead {...list} />}
      {total === 0 ? null : <SeatSearch typed={typed} />}
      {typed === '' ? <Regions seats={seats} /> : <Found {...list} />}
      {origin ? <PlacesSources origin={origin} /> : null}
    </PlainPage>
  )
}

function Lead({ total, vacant, parliament }: SeatListProps) {
  const seats = counted(total, 'constituency', 'constituencies')
  if (parliament.state === 'sitting')
    return (
      <p className="lead">
        {vacant > 0 ? `${seats}, ${figure(vacant)} vacant.` : `${seats}.`} A letter goes to whoever sits
        there.
      </p>
    )
  return (
    <p className="lead">
      {seats}. {noMps(parliament.election)} Letters wait until then, and go to the new MPs.
    </p>
  )
}

function SeatSearch({ typed }: { readonly typed: string }) {
  return (
    <form action="/constituencies" className="seat-search">
      <label htmlFor="q">Find a constituency or an MP by name</label>
      <div>
        <input id="q" name="q" defaultValue={typed} maxLength={100} autoComplete="off" spellCheck={false} />
        <button type="submit" className="button">
          Find
        </button>
      </div>
    </form>
  )
}

function Found({ typed, seats, total }: SeatListProps) {
  return (
    <>
      {seats.length === 0 ? (
        <>
          <p>
            <strong>No constituency and no MP is called “{typed}”.</strong>
          </p>
          <p>
            Check the spelling, or type a part of the name. Postcodes are not searched here: a campaign’s own
            page finds your MP by yours.
          </p>
        </>
      ) : (
        <p>
          {figure(seats.length)} of {figure(total)} match “{typed}”.
        </p>
      )}
      <p>
        <a href="/constituencies">See all constituencies</a>
      </p>
      {seats.length > 0 ? <SeatTable seats={seats} regions="shown" /> : null}
    </>
  )
}

/** A table for each region, and a way to each; one table where there is one region. */
function Regions({ seats }: Pick<SeatListProps, 'seats'>) {
  const regions = [...new Set(seats.map(({ region }) => region))].sort((one, other) =>
    one.localeCompare(other, 'en-GB'),
  )
  if (regions.length === 0) return null
  if (regions.length === 1) return <SeatTable seats={seats} regions="shown" />
  return (
    <>
      <nav aria-label="Regions">
        <ul className="regions">
          {regions.map(region => (
            <li key={region}>
              <a href={`#${anchorOf(region)}`}>{region || noRegion}</a>
            </li>
          ))}
        </ul>
      </nav>
      {regions.map(region => (
        <section key={region} aria-labelledby={anchorOf(region)}>
          <h2 id={anchorOf(region)}>{region || noRegion}</h2>
          <SeatTable seats={seats.filter(seat => seat.region === region)} regions="left-out" />
        </section>
      ))}
    </>
  )
}

/** Of constituencies that only a register told of. */
const noRegion = 'Elsewhere'

function anchorOf(region: string): string {
  return `in-${foldName(region || noRegion).replaceAll(' ', '-')}`
}
