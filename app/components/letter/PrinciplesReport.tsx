import { signaturesAtLeast } from '../../domain/dashboard/principles-by-place'
import type { LettersReport, ReportedPrinciple } from '../../domain/letter/report'
import { Bar } from '../figure/Bar'
import { counted, figure, inPercent } from '../figure/figures'

/** Which principles people choose, and where more than elsewhere. */
export function PrinciplesReport({
  signatures,
  principles,
}: Pick<LettersReport, 'signatures' | 'principles'>) {
  if (signatures === 0)
    return <p>Nobody has signed yet. What people choose, and where, is counted here once they do.</p>
  return (
    <>
      <p>
        Of {counted(signatures, 'signature', 'signatures')}; one may choose several principles. Where more
        choose one than elsewhere, write of that place, or ask its MP first. A constituency with fewer than{' '}
        {signaturesAtLeast} signatures is left out: there it would be chance.
      </p>
      <table className="status" aria-labelledby="principles">
        <thead>
          <tr>
            <th scope="col">Principle</th>
            <th scope="col">Where more than elsewhere</th>
          </tr>
        </thead>
        <tbody>
          {principles.map(principle => (
            <PrincipleRow key={principle.slug} {...principle} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function PrincipleRow({ title, signatures, share, places }: ReportedPrinciple) {
  return (
    <tr>
      <th scope="row">
        {title}
        <span className="hint">
          {inPercent(share)}, {figure(signatures)}
        </span>
        <Bar share={share} />
      </th>
      <td>
        {places.length === 0 ? (
          <span className="hint">nowhere</span>
        ) : (
          <ul className="plain">
            {places.map(place => (
              <li key={place.code}>
                {place.name}
                <span className="hint">
                  {inPercent(place.share)}, {figure(place.chose)} of {figure(place.signatures)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}
