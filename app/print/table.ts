import { type Element, ink, margin, type Paper } from './paper'

const rowHeight = 20
const size = 10

interface Column {
  readonly title: string
  /** In points. */
  readonly width: number
  readonly align?: 'left' | 'right'
}

/** A table as readers aloud know one: its first row heads the columns, its first cells the rows; it goes on over pages. */
export function writeTable(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): void {
  const { doc } = paper
  const table = doc.struct('Table')
  paper.parent.add(table)
  writeRow(
    paper,
    table,
    columns,
    columns.map(({ title }) => title),
    'head',
  )
  for (const row of rows) {
    if (doc.y + rowHeight > doc.page.height - margin) doc.addPage()
    writeRow(paper, table, columns, row, 'body')
  }
  table.end()
  doc.x = margin
  doc.y += rowHeight / 2
}

function writeRow(
  paper: Paper,
  table: Element,
  columns: readonly Column[],
  cells: readonly string[],
  part: 'head' | 'body',
): void {
  const { doc } = paper
  const top = doc.y
  const row = doc.struct('TR')
  table.add(row)
  let left = margin
  for (const [place, { width, align = 'left' }] of columns.entries()) {
    const heads = part === 'head' || place === 0
    const at = left
    const write = () => {
      doc
        .font(heads ? 'bold' : 'text')
        .fontSize(size)
        .fillColor(ink.text)
      const options = { width: width - 8, height: rowHeight, align, ellipsis: true, lineBreak: true }
      doc.text(paper.shown(cells[place] ?? ''), at, top + 4, options)
    }
    row.add(doc.struct(heads ? 'TH' : 'TD', {}, write))
    left += width
  }
  row.end()
  paper.decoration(
    () =>
      void doc
        .moveTo(margin, top + rowHeight)
        .lineTo(left, top + rowHeight)
        .lineWidth(0.5)
        .stroke(ink.line),
  )
  doc.x = margin
  doc.y = top + rowHeight
}
