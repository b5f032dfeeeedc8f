import { useId } from 'react'
import { ColumnHeads } from './ColumnHeads'
import { figure } from './figures'

export interface StatusRow {
  readonly name: string
  /** What stands under its name. */
  readonly under?: string
  readonly says: string
  readonly hint?: string
}

interface StatusTableProps {
  readonly heading: string
  /** Of the heading: 3 where it belongs to a part of a page. */
  readonly level?: 2 | 3
  readonly columns: readonly [string, string]
  readonly rows: readonly StatusRow[]
  /** Whether the rows say figures alone, which need little room. */
  readonly figures?: boolean
  /** How many there are, where not all of them are shown. */
  readonly total?: number
  /** Longer tables are folded, so that what follows them is found. */
  readonly openAtMost?: number
}

/** One list of what somebody may have to look into; nothing where there is nothing. */
export function StatusTable(props: StatusTableProps) {
  const { heading, level = 2, columns, rows, figures, total = rows.length, openAtMost = 20 } = props
  const id = useId()
  if (rows.length === 0) return null
  const Heading = level === 2 ? 'h2' : 'h3'
  const table = (
    <table className={figures ? 'status figures' : 'status'} aria-labelledby={id}>
      <ColumnHeads columns={columns} />
      <tbody>
        {rows.map(row => (
          <Row key={`${row.name} ${row.under} ${row.says}`} {...row} />
        ))}
      </tbody>
    </table>
  )
  return (
    <section>
      <Heading id={id}>{heading}</Heading>
      {rows.length <= openAtMost ? (
        table
      ) : (
        <details>
          <summary>
            {total > rows.length ? `The first ${rows.length} of ${figure(total)}` : `All ${figure(total)}`}
          </summary>
          {table}
        </details>
      )}
    </section>
  )
}

function Row({ name, under, says, hint }: StatusRow) {
  return (
    <tr>
      <th scope="row">
        {name}
        {under ? <span className="hint">{under}</span> : null}
      </th>
      <td>
        {says}
        {hint ? <span className="hint">{hint}</span> : null}
      </td>
    </tr>
  )
}
