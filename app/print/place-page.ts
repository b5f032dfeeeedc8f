import type { Pack, PackPlace } from '../domain/pack'
import { figureColumns } from './meeting'
import { ink, type Paper } from './paper'
import { writeTable } from './table'
import { asOf, counted, figure, figureRows } from './words'

/** One constituency's own figures, to leave with its MP. */
export function writePlace(paper: Paper, pack: Pack, place: PackPlace): void {
  paper.sheet()
  paper.paragraph(pack.title, { font: 'bold', size: 12 })
  paper.heading(1, place.name)
  if (place.nameCy && place.nameCy !== place.name) paper.paragraph(place.nameCy, { lang: 'cy', size: 14 })
  if (place.mp) paper.paragraph(`Member of Parliament: ${place.mp}`)
  const constituents = place.code === '' ? 'person' : 'constituent'
  paper.paragraph(
    `${counted(place.signatures, `${constituents} has`, `${place.code === '' ? 'people' : 'constituents'} have`)} signed.`,
    {
      size: 18,
      font: 'bold',
    },
  )
  writeTable(paper, figureColumns, figureRows(place))
  writePrinciples(paper, place)
  paper.paragraph(`${asOf(pack.asOf)}, London time. ${figure(pack.totals.signatures)} signed altogether.`)
  paper.paragraph(`${pack.organisation}, ${pack.contact}`, { colour: ink.soft })
  paper.paragraph(pack.url, { colour: ink.soft })
}

function writePrinciples(paper: Paper, { principles }: PackPlace): void {
  if (principles === null) {
    paper.paragraph('Too few signed here for us to say what each stands for.')
    return
  }
  paper.heading(2, 'What they stand for')
  writeTable(
    paper,
    figureColumns,
    principles.map(({ title, signatures }) => [title, figure(signatures)]),
  )
}
