import type { TakenOut } from '../../domain/audit/taken-out'
import { type ExportName, exportNames, personalExports } from '../../domain/export/choice'
import type { Organiser } from '../../domain/organiser/organiser'
import { counted, timeInWords } from '../figure/figures'
import { OrganisePage } from '../page/OrganisePage'
import { exportWords } from './export-words'

export interface ExportsPageProps {
  readonly kind: 'list'
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string; readonly title: string }
  readonly mayTakePersonal: boolean
  /** Rows of the exports whose number is known. */
  readonly rows: Readonly<Partial<Record<ExportName, number>>>
  /** What the address said beside, such as a filter of the overview. */
  readonly carried: string
  readonly lately: readonly TakenOut[]
}

/** What there is to take out, and what this organiser took. */
export function ExportsPage({
  organiser,
  campaign,
  mayTakePersonal,
  rows,
  carried,
  lately,
}: ExportsPageProps) {
  const offered = exportNames.filter(name => mayTakePersonal || !personalExports.includes(name))
  const to = (name: ExportName) =>
    `?${new URLSearchParams([['export', name], ...new URLSearchParams(carried)])}`
  return (
    <OrganisePage heading="Exports" organiser={organiser} campaign={campaign}>
      <p className="lead">Take out what this campaign added up to, as a file that a spreadsheet opens.</p>
      <ul className="exports">
        {offered.map(name => (
          <li key={name}>
            <h2>
              <a href={to(name)}>{exportWords[name].title}</a>
            </h2>
            <p>{exportWords[name].holds}</p>
            <p className="hint">
              {rows[name] === undefined ? null : `${counted(rows[name], 'row', 'rows')}. `}
              {personalExports.includes(name) ? 'Personal data: we ask why, and keep your answer.' : null}
            </p>
          </li>
        ))}
      </ul>
      {mayTakePersonal ? null : (
        <p className="hint">
          Signatures, letters and replies hold personal data. Whoever owns this campaign can let you take them
          out.
        </p>
      )}
      <p>
        For a meeting with an MP there is{' '}
        <a href={`/organise/campaigns/${campaign.slug}/pack`}>a pack to print</a>.
      </p>
      <h2>What you took out lately</h2>
      {lately.length === 0 ? <p>Nothing yet.</p> : <LatelyTable lately={lately} />}
    </OrganisePage>
  )
}

function LatelyTable({ lately }: Pick<ExportsPageProps, 'lately'>) {
  return (
    <div className="wide-table">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">How it ended</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {lately.map(one => (
            <tr key={one.key}>
              <td>{timeInWords(new Date(one.at))}</td>
              <td>{one.what}</td>
              <td>{endOf(one)}</td>
              <td>{one.reason ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function endOf({ phase, rows, leftOut }: TakenOut): string {
  if (phase === 'began') return 'begun'
  const left = leftOut > 0 ? `; ${counted(leftOut, 'person was', 'people were')} left out` : ''
  return `${phase === 'finished' ? 'whole' : 'cut off'}, ${counted(rows, 'row', 'rows')}${left}`
}
