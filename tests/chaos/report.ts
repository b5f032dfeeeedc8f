import { cpus } from 'node:os'
import { markdownTable, writeBetween } from '../support/markdown'
import type { Outcome, Skipped } from './outcome'

/** What came of each run, by its name. */
export type Outcomes = Readonly<Record<string, Outcome | Skipped>>

export function toTable(outcomes: Outcomes): string {
  return markdownTable(
    heads,
    Object.entries(outcomes).map(([name, outcome]) => [`\`${name}\``, ...cells(outcome)]),
  )
}

/** Puts the table between the markers of `docs/reliability.md`. */
export function writePage(outcomes: Outcomes): void {
  const on = new Date().toISOString().slice(0, 10)
  const model = cpus()[0]?.model.trim() || 'unnamed core'
  const where = `Written by \`npm run chaos -- --write\` on ${on}: Node ${process.versions.node}, ${cpus().length} × ${model}.`
  writeBetween('docs/reliability.md', '<!-- chaos -->', `${where}\n\n${toTable(outcomes)}`)
}

const heads = [
  'run',
  'fault',
  'store',
  'times',
  'acknowledged',
  'lost',
  'twice',
  'else wrong',
  'what was seen',
]

function cells(outcome: Outcome | Skipped): readonly string[] {
  if ('skipped' in outcome) return ['–', '–', '–', '–', '–', '–', '–', `not run: ${outcome.skipped}`]
  const { fault, store, times, counts, findings, seen } = outcome
  const { lost, twice, wrong } = findings
  const { signed, confirmed, lettersAccepted, lettersUnknown } = counts
  const letters = `${lettersAccepted} letters accepted${lettersUnknown > 0 ? `, ${lettersUnknown} unknown` : ''}`
  return [
    fault,
    store,
    String(times),
    `${signed} signatures, ${confirmed} confirmations; ${letters}`,
    String(lost.length),
    String(twice.length),
    String(wrong.length),
    seen,
  ]
}
