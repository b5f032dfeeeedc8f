import { PlainPage } from './PlainPage'

interface ListedSeat {
  readonly code: string
  readonly name: string
  readonly region: string
  readonly member: { readonly name: string; readonly party: string; readonly hasEmail: boolean } | null
}

/** Every seat, who sits in it, and whether they can be written to. */
export function SeatList({ seats }: { readonly seats: readonly ListedSeat[] }) {
  return (
    <PlainPage heading="Constituencies and MPs">
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
              {seats.map(({ code, name, region, member }) => (
                <tr key={code}>
                  <th scope="row">
                    {name}
                    <span className="hint">{region}</span>
                  </th>
                  <td>
                    {member ? (
                      <>
                        {member.name}
                        <span className="hint">{member.party}</span>
                        {member.hasEmail ? null : <span className="badge">publishes no e-mail address</span>}
                      </>
                    ) : (
                      <span className="badge">no sitting MP</span>
                    )}
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
