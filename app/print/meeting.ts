import type { Pack } from '../domain/pack/pack'
import { writeHexMap } from './hex-map'
import { ink, margin, type Paper } from './paper'
import { writePrinciples } from './principles'
import { placeColumns, rowHeight, writeTable } from './table'
import { asOf, figure, figureColumns, figureRows, signed } from './words'

/** In points: what stands beside the map. */
const besideMap = 230

/** The page that is laid before an MP: what is asked, how many ask it, and where they live. */
export function writeMeeting(paper: Paper, pack: Pack): void {
  const { doc } = paper
  paper.sheet()
  paper.paragraph(pack.organisation, { font: 'bold', colour: ink.accent })
  paper.heading(1, pack.title)
  paper.paragraph(pack.summary, { size: 12 })
  const top = doc.y
  writeCount(paper, pack)
  const under = doc.y
  if (pack.map.length > 0)
    writeHexMap(paper, pack, { left: margin + besideMap + 20, top, width: 233, height: 270 })
  doc.y = Math.max(doc.y, under)
  writePrinciples(paper, pack.principles, pack.totals.signatures)
  writeLeading(paper, pack)
  paper.foot(`${pack.organisation}, ${pack.contact}\n${pack.url}`)
}

function writeCount(paper: Paper, { totals, places, asOf: at }: Pack): void {
  paper.count(figure(totals.signatures), signed(totals.signatures, 'person', 'people'))
  paper.paragraph(`Each confirmed by e-mail. ${asOf(at)}, London time.`, { width: besideMap })
  writeTable(paper, figureColumns(besideMap), figureRows(totals))
  if (places === null)
    paper.paragraph(
      'So few have signed that we do not say where they live: it would tell who holds an opinion.',
      { width: besideMap },
    )
}

/** Constituencies where most have signed, as many as fit on the page; not where the pack is of one. */
function writeLeading(paper: Paper, { places, constituency }: Pack): void {
  const leading = (places ?? [])
    .filter(({ code }) => code !== '')
    .toSorted((one, other) => other.signatures - one.signatures)
    .slice(0, Math.min(leadingAtMost, rowsLeft(paper) - rowsAround))
  if (constituency !== '' || leading.length < leadingAtLeast) return
  paper.heading(2, 'Where most of them live')
  writeTable(
    paper,
    placeColumns,
    leading.map(({ name, mp, signatures }) => [name, mp, figure(signatures)]),
  )
}

const leadingAtLeast = 3
const leadingAtMost = 8
/** Rows' worth of heading, head and foot. */
const rowsAround = 5

function rowsLeft({ doc }: Paper): number {
  return Math.max(rowsAround, Math.floor((doc.page.height - margin - doc.y) / rowHeight))
}
