import { tenthWords } from '../../domain/likeness/likeness'
import { Bar } from './Bar'
import { figure } from './figures'

interface TenthsTableProps {
  readonly caption: string
  /** What is counted: letters, pairs. */
  readonly what: string
  /** How many fall in each, from 0 to below 0.1 first. */
  readonly tenths: readonly number[]
}

/** How likenesses are spread; a bar beside each figure, the longest for the most. */
export function TenthsTable({ caption, what, tenths }: TenthsTableProps) {
  const most = Math.max(1, ...tenths)
  return (
    <table className="tenths">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Likeness</th>
          <th scope="col">{what}</th>
        </tr>
      </thead>
      <tbody>
        {tenths.map((count, tenth) => (
          <tr key={tenthWords(tenth)}>
            <th scope="row">{tenthWords(tenth)}</th>
            <td>
              <div>
                <span>{figure(count)}</span>
                <Bar share={count / most} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
