import { figure } from './figures'

export interface StatusRow {
  readonly name: string
  readonly says: string
  readonly hint?: string
}

interface StatusTableProps {
  readonly heading: string
  readonly columns: readonly [string, string]
  readonly rows: readonly StatusRow[]
  /** How many there are, where not all of them are shown. */
  readonly total?: number
}

/** Longer tables are folded, so that what follows them is found. */
const openAtMost = 20

/** One list of what an operator may have to look into; nothing where there is nothing. */
export function StatusTable({ heading, columns, rows, total = rows.length }: StatusTableProps) {
  if (rows.length === 0) return null
  const table = (
    <table className="status">
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, says, hint }) => (
          <tr key={`${name} ${says}`}>
            <th scope="row">{name}</th>
            <td>
              {says}
              {hint ? <span className="hint">{hint}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <section>
      <h2>{heading}</h2>
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
