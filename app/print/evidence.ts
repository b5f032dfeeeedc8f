import type { Pack } from '../domain/pack/pack'
import type { Paper } from './paper'
import { placeColumns, writeTable } from './table'
import { asOf, counted, figure } from './words'

/** How many signed online, by constituency: what lies beside a petition and is no part of it. */
export function writeEvidence(paper: Paper, pack: Pack): void {
  paper.sheet()
  paper.heading(1, 'Electronic signatures')
  paper.paragraph(
    'Evidence, not part of the formal petition: the House of Commons accepts only handwritten signatures.',
    {
      font: 'bold',
    },
  )
  paper.paragraph(pack.title)
  paper.paragraph(
    `${counted(pack.totals.signatures, 'signature', 'signatures')}, each confirmed by e-mail. ${asOf(pack.asOf)}, London time.`,
  )
  if (pack.places === null) {
    paper.paragraph('Fewer than 100 have signed, so we do not say how many live where.')
    return
  }
  writeTable(
    paper,
    placeColumns,
    pack.places.map(({ name, mp, signatures }) => [name, mp, figure(signatures)]),
  )
}
