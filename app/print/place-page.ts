import type { Pack, PackPlace } from '../domain/pack/pack'
import { ink, type Paper } from './paper'
import { writePrinciples } from './principles'
import { writeTable } from './table'
import { asOf, figure, figureColumns, figureRows, signed } from './words'

/** One constituency's own figures, to leave with its MP. */
export function writePlace(paper: Paper, pack: Pack, place: PackPlace): void {
  const { name, nameCy, mp, signatures } = place
  paper.sheet()
  paper.paragraph(pack.title, { font: 'bold', colour: ink.accent })
  paper.heading(1, name)
  if (nameCy && nameCy !== name) paper.paragraph(nameCy, { lang: 'cy', size: 14 })
  if (mp) paper.paragraph(`Member of Parliament: ${mp}`, { size: 12 })
  const [one, many] = place.code === '' ? ['person', 'people'] : ['constituent', 'constituents']
  paper.count(figure(signatures), signed(signatures, one, many))
  paper.paragraph(
    `Each confirmed by e-mail. ${asOf(pack.asOf)}, London time. ${figure(pack.totals.signatures)} signed altogether.`,
  )
  paper.heading(2, 'What they ask')
  paper.paragraph(pack.summary, { size: 12 })
  if (place.principles) writePrinciples(paper, place.principles, signatures)
  else paper.paragraph('Too few signed here for us to say what each stands for.')
  paper.heading(2, 'What came of it')
  writeTable(paper, figureColumns(), figureRows(place))
  paper.foot(`${pack.organisation}, ${pack.contact}\n${pack.url}`)
}
