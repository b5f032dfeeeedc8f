import { type Element, ink, margin, type Paper } from './paper'

/** In points. */
const size = 10
const padding = 4
const between = 8
const barHeight = 5
/** Of a row of one line. */
export const rowHeight = 22

interface Column {
  readonly title: string
  /** In points. */
  readonly width: number
  readonly align?: 'left' | 'right'
}

/**
 * A table as readers aloud know one: its first row heads the columns, its first cells the rows; it goes on over pages.
 * @param bars how long each row's bar is, 0 to 1; a figure of its row says the same
 */
export function writeTable(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  bars: readonly number[] = [],
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
  drawEnd(paper, columns)
  for (const [number, row] of rows.entries()) {
    if (doc.y + heightOf(paper, columns, row, 'body') + barHeight > doc.page.height - margin) doc.addPage()
    writeRow(paper, table, columns, row, 'body')
    drawEnd(paper, columns, bars[number])
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
  doc.x = margin
  doc.y = bottom
}

/** A line under a row, or its bar. */
function drawEnd({ doc, decoration }: Paper, columns: readonly Column[], bar?: number): void {
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const top = doc.y
  decoration(() => {
    if (bar === undefined)
      doc
        .moveTo(margin, top)
        .lineTo(margin + width, top)
        .lineWidth(0.5)
        .stroke(ink.line)
    else {
      doc.rect(margin, top, width, barHeight).fill(ink.pale)
      doc.rect(margin, top, width * bar, barHeight).fill(ink.accent)
    }
  })
  if (bar !== undefined) doc.y = top + barHeight + padding
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

/** Of a table with a row for each constituency. */
export const placeColumns = [
  { title: 'Constituency', width: 240 },
  { title: 'MP', width: 153 },
  { title: 'Signatures', width: 90, align: 'right' },
] as const
