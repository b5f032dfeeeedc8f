import type { Pack } from '../domain/pack/pack'
import { ink, margin, type Paper } from './paper'

/** Rows that a hand writes in, in points. */
const rowHeight = 34
const columns = [
  { title: 'Name', width: 140 },
  { title: 'Address', width: 203 },
  { title: 'Signature', width: 140 },
] as const

/**
 * A public petition to the House of Commons on plain paper: its first sheet with the whole text, then sheets that repeat the request
 * above their rows (Standing Orders 153 to 157; the House's own form of words). The House accepts handwritten signatures alone, so
 * no row holds anything that was signed here.
 */
export function writePetition(paper: Paper, pack: Pack): void {
  const { of, declares, requests, sheets } = pack.petition
  paper.sheet()
  paper.heading(1, 'To the House of Commons.')
  paper.paragraph(`The Petition of ${of},`)
  paper.paragraph(`Declares that ${sentence(declares)}`)
  paper.paragraph(`The petitioners therefore request that the House of Commons ${sentence(requests)}`)
  paper.paragraph('And the petitioners remain, etc.')
  writeRows(paper)
  for (let sheet = 0; sheet < sheets; sheet++) {
    paper.sheet()
    paper.heading(2, 'The petitioners therefore request that the House of Commons')
    paper.paragraph(sentence(requests))
    writeRows(paper)
  }
}

/** What an organiser must know before anybody signs, on a sheet of its own that is not handed in. */
export function writePetitionNote(paper: Paper): void {
  paper.sheet()
  paper.heading(1, 'Before you print the petition')
  paper.paragraph('The House of Commons accepts only handwritten signatures on a public petition.', {
    font: 'bold',
  })
  for (const rule of rules) paper.paragraph(rule)
}

const rules = [
  'The next sheets are blank for them. What was signed online is evidence beside the petition, and no part of it.',
  'Nothing may be struck out or added on a sheet once somebody has signed it, and nothing may stand on its back.',
  'Each petitioner writes their own name and address and signs by their own hand. The first sheet must bear signatures too.',
  'The petition is in English, or in another language with a translation that whoever presents it has certified.',
  'A Member of Parliament presents it. Show the words to their office, or to the Journal Office, before you gather signatures.',
  'Keep this sheet: it is not part of the petition.',
]

function writeRows(paper: Paper): void {
  const { doc } = paper
  const [top, left] = [doc.y + 8, margin]
  for (const [place, { title }] of columns.entries()) {
    const x = left + columns.slice(0, place).reduce((sum, { width }) => sum + width, 0)
    paper.parent.add(
      doc.struct(
        'P',
        {},
        () =>
          void doc
            .font('bold')
            .fontSize(10)
            .fillColor(ink.text)
            .text(title, x + 4, top, { lineBreak: false }),
      ),
    )
  }
  const first = top + 18
  const rows = Math.max(2, Math.floor((doc.page.height - margin - first) / rowHeight))
  paper.figure(
    `A table of ${rows} blank rows for name, address and signature, to be filled in by hand.`,
    () => {
      const width = columns.reduce((sum, column) => sum + column.width, 0)
      for (let row = 0; row <= rows; row++)
        doc.moveTo(left, first + row * rowHeight).lineTo(left + width, first + row * rowHeight)
      let x = left
      for (const column of [{ width: 0 }, ...columns]) {
        x += column.width
        doc.moveTo(x, first).lineTo(x, first + rows * rowHeight)
      }
      doc.lineWidth(0.7).stroke(ink.line)
    },
  )
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`
}
