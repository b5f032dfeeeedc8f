import { type Element, ink, margin, type Paper } from './paper'

/** In points. */
const size = 10
const padding = 4
const between = 8

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
    if (doc.y + heightOf(paper, columns, row, 'body') > doc.page.height - margin) doc.addPage()
    writeRow(paper, table, columns, row, 'body')
  }
  table.end()
  doc.x = margin
  doc.y += 2 * padding
}

type Part = 'head' | 'body'

function writeRow(
  paper: Paper,
  table: Element,
  columns: readonly Column[],
  cells: readonly string[],
  part: Part,
): void {
  const { doc } = paper
  const top = doc.y
  const bottom = top + heightOf(paper, columns, cells, part)
  const row = doc.struct('TR')
  table.add(row)
  let left = margin
  for (const [place, { width, align = 'left' }] of columns.entries()) {
    const at = left
    const words = paper.shown(cells[place] ?? '')
    const write = () => {
      doc.font(fontOf(part, place)).fontSize(size).fillColor(ink.text)
      doc.text(words, at, top + padding, { width: width - between, align })
    }
    row.add(doc.struct(heads(part, place) ? 'TH' : 'TD', {}, write))
    left += width
  }
  row.end()
  paper.decoration(() => void doc.moveTo(margin, bottom).lineTo(left, bottom).lineWidth(0.5).stroke(ink.line))
  doc.x = margin
  doc.y = bottom
}

/** Of the cell that needs most lines. */
function heightOf(
  { doc, shown }: Paper,
  columns: readonly Column[],
  cells: readonly string[],
  part: Part,
): number {
  const heights = columns.map(({ width }, place) => {
    const words = shown(cells[place] ?? '')
    return doc
      .font(fontOf(part, place))
      .fontSize(size)
      .heightOfString(words, { width: width - between })
  })
  return Math.max(size, ...heights) + 2 * padding
}

function fontOf(part: Part, place: number): 'text' | 'bold' {
  return heads(part, place) ? 'bold' : 'text'
}

/** The first row heads the columns, the first cell of each other row heads it. */
function heads(part: Part, place: number): boolean {
  return part === 'head' || place === 0
}
