import { dayInWords } from '../../domain/calendar/day-in-words'
import type { MemberRole, Vacancy } from '../../domain/place/place'

export interface ListedSeat {
  readonly code: string
  readonly name: string
  readonly nameCy: string | null
  readonly region: string
  readonly byElection: string | null
  readonly member: {
    readonly name: string
    readonly party: string
    readonly role: MemberRole
    readonly hasEmail: boolean
  } | null
  readonly vacancy: Vacancy | null
}

interface SeatTableProps {
  readonly seats: readonly ListedSeat[]
  /** Left out where a heading says it. */
  readonly regions: 'shown' | 'left-out'
}

export function SeatTable({ seats, regions }: SeatTableProps) {
  return (
    <table className="seats">
      <thead>
        <tr>
          <th scope="col">Constituency</th>
          <th scope="col">MP</th>
        </tr>
      </thead>
      <tbody>
        {seats.map(seat => (
          <tr key={seat.code}>
            <th scope="row">
              {seat.name}
              {seat.nameCy ? (
                <span className="hint" lang="cy">
                  {seat.nameCy}
                </span>
              ) : null}
              {regions === 'shown' && seat.region ? <span className="hint">{seat.region}</span> : null}
            </th>
            <td>
              <WhoSits {...seat} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function WhoSits({ member, vacancy, byElection }: ListedSeat) {
  if (member)
    return (
      <>
        {member.name}
        <span className="hint">{[member.party, roles[member.role]].filter(Boolean).join(', ')}</span>
        {member.hasEmail ? null : <span className="badge">publishes no e-mail address</span>}
      </>
    )
  if (vacancy === 'not-known') return <span className="badge">we do not know yet</span>
  return (
    <>
      <span className="badge">no sitting MP</span>
      {byElection ? <span className="hint">By-election on {dayInWords(byElection)}</span> : null}
    </>
  )
}

const roles: Readonly<Record<MemberRole, string>> = {
  member: '',
  speaker: 'takes no part in debates or votes',
  minister: 'minister',
  'does-not-sit': 'does not take their seat',
}
