import type { Pack } from '../domain/pack'
import { writeHexMap } from './hex-map'
import type { Paper } from './paper'
import { writeTable } from './table'
import { asOf, counted, figure, figureRows } from './words'

/** The page that is laid before an MP: what is asked, how many ask it, and where they live. */
export function writeMeeting(paper: Paper, pack: Pack): void {
  const { title, summary, organisation, contact, totals, principles, places, map, asOf: at } = pack
  paper.sheet()
  paper.paragraph(organisation, { font: 'bold', size: 12 })
  paper.heading(1, title)
  paper.paragraph(`${counted(totals.signatures, 'person has', 'people have')} signed.`, {
    size: 18,
    font: 'bold',
  })
  paper.paragraph(`${asOf(at)}, London time.`)
  paper.paragraph(summary)
  writeTable(paper, figureColumns, figureRows(totals))
  if (principles.length > 0) {
    paper.heading(2, 'What they stand for')
    writeTable(
      paper,
      figureColumns,
      principles.map(one => [one.title, figure(one.signatures)]),
    )
  }
  if (places === null)
    paper.paragraph(
      'So few have signed that we do not say where they live: it would tell who holds an opinion.',
    )
  else if (map.length > 0) writeHexMap(paper, map)
  paper.paragraph(`${organisation}, ${contact}`)
  paper.paragraph(pack.url)
}

export const figureColumns = [
  { title: 'What', width: 363 },
  { title: 'How many', width: 120, align: 'right' },
] as const
