/** Columns as wide as their widest cell; the last one is left as it is. @param before what each line begins with */
export function aligned(rows: readonly (readonly string[])[], before = ''): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? []
  return rows
    .map(row =>
      row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))),
    )
    .map(cells => `${before}${cells.join('  ')}\n`)
    .join('')
}
