import type { Paper } from './paper'
import { writeTable } from './table'
import { figure } from './words'

/**
 * How many chose each principle, with a bar of its share.
 * @param of how many there are to choose; each may choose several
 */
export function writePrinciples(
  paper: Paper,
  principles: readonly { readonly title: string; readonly signatures: number }[],
  of: number,
): void {
  if (principles.length === 0) return
  paper.heading(2, 'What they stand for')
  writeTable(
    paper,
    columns,
    principles.map(({ title, signatures }) => [title, figure(signatures)]),
    principles.map(({ signatures }) => (of === 0 ? 0 : signatures / of)),
  )
}

const columns = [
  { title: 'Principle; one may choose several', width: 393 },
  { title: 'Signatures', width: 90, align: 'right' },
] as const
