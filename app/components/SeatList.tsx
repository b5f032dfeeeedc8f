import { dayInWords } from '../domain/day-in-words'
import type { MemberRole, Vacancy } from '../domain/place'
import { noMps } from '../domain/unreached'
import { PlainPage } from './PlainPage'

interface ListedSeat {
  readonly code: string
  readonly name: string
  readonly region: string
  readonly vacancy: Vacancy | null
  /** The day of a by-election that is called there. */
  readonly byElection: string | null
  readonly member: {
    readonly name: string
    readonly party: string
    readonly role: MemberRole
    readonly hasEmail: boolean
  } | null
}

interface SeatListProps {
  readonly seats: readonly ListedSeat[]
  readonly dissolution: { readonly election: string | null } | null
}

/** Every seat, who sits in it, and whether they can be written to. */
export function SeatList({ seats, dissolution }: SeatListProps) {
  return (
    <PlainPage heading="Constituencies and MPs">
      {dissolution ? (
        <div className="callout">
          <p>{noMps(dissolution.election)} Letters wait until then, and go to the new MPs.</p>
        </div>
      ) : null}
      {seats.length === 0 ? (
        <p className="lead">No constituencies have been brought in yet.</p>
      ) : (
        <>
          <p className="lead">Whom a letter from each constituency goes to.</p>
          <table>
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
                    <span className="hint">{seat.region}</span>
                  </th>
                  <td>
                    <Sitting {...seat} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </PlainPage>
  )
}

function Sitting({ member, vacancy, byElection }: ListedSeat) {
  if (!member) return <span className="badge">{whyNobody(vacancy, byElection)}</span>
  const known = [member.party, roles[member.role]].filter(words => words !== '')
  return (
    <>
      {member.name}
      <span className="hint">{known.join(', ')}</span>
      {member.hasEmail ? null : <span className="badge">publishes no e-mail address</span>}
    </>
  )
}

const roles: Readonly<Record<MemberRole, string>> = {
  member: '',
  speaker: 'takes no part in debates or votes',
  minister: 'minister',
  'does-not-sit': 'does not take their seat',
}

function whyNobody(vacancy: Vacancy | null, byElection: string | null): string {
  if (vacancy === 'dissolved') return 'no MP until after the election'
  if (vacancy === 'not-known') return 'MP not known yet'
  return byElection ? `no MP until the by-election on ${dayInWords(byElection)}` : 'no sitting MP'
}
