import { Bar } from './Bar'
import { ColumnHeads } from './ColumnHeads'
import { figure, inPercent } from './figures'

export interface FigureRow {
  readonly name: string
  readonly count: number
  readonly hint?: string
}

interface FigureTableProps {
  readonly caption: string
  readonly columns: readonly [string, string]
  readonly rows: readonly FigureRow[]
  /** What each is a share of; where several may be chosen they add up to more. */
  readonly of: number
}

/** Figures by name, each with its share as a line of ink. */
export function FigureTable({ caption, columns, rows, of }: FigureTableProps) {
  return (
    <table className="numbers">
      <caption>{caption}</caption>
      <ColumnHeads columns={columns} />
      <tbody>
        {rows.map(({ name, count, hint }) => (
          <tr key={name}>
            <th scope="row">
              {name}
              {hint ? <span className="hint">{hint}</span> : null}
              <Bar share={of === 0 ? 0 : count / of} />
            </th>
            <td>
              {figure(count)}
              <span className="hint">{of === 0 ? '' : inPercent(count / of)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
