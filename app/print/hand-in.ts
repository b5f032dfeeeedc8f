import { create } from 'qrcode'
import type { Pack } from '../domain/pack/pack'
import { margin, type Paper } from './paper'
import { asOf, figure, signed } from './words'

/** In points: large enough to be read from the far side of a table. */
const codeSize = 180

/** One page to hand in at a door: what is asked, how many ask it, and a code that leads to the campaign. */
export function writeHandIn(paper: Paper, pack: Pack): void {
  paper.sheet()
  paper.paragraph(pack.organisation, { font: 'bold', size: 14 })
  paper.heading(1, pack.title)
  paper.count(figure(pack.totals.signatures), signed(pack.totals.signatures, 'person', 'people'))
  paper.paragraph(`${asOf(pack.asOf)}, London time.`)
  writeCode(paper, pack.url)
  paper.paragraph(pack.url)
  paper.paragraph(
    'To hand it in at 10 Downing Street, at most six people may go to the door; ask the police liaison there at least five working days before. Boxes of paper are not taken.',
    { size: 9 },
  )
}

/** Level Q is read with a quarter of it gone. */
function writeCode(paper: Paper, url: string): void {
  const { doc } = paper
  const { modules } = create(url, { errorCorrectionLevel: 'Q' })
  const side = codeSize / modules.size
  const [left, top] = [margin, doc.y + 8]
  paper.figure(`A code for a phone’s camera that leads to ${url}`, () => {
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++)
        if (modules.get(row, column)) doc.rect(left + column * side, top + row * side, side, side)
    doc.fill('#000000')
  })
  doc.x = margin
  doc.y = top + codeSize + 16
}
