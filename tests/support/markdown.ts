import { readFileSync, writeFileSync } from 'node:fs'

/** A table in Markdown, its columns as wide as they need be. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((_, column) => Math.max(...[heads, ...rows].map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`
  return [line(heads), rule, ...rows.map(line)].join('\n')
}

/** Puts words on a page, between the two places where it holds the marker. */
export function writeBetween(page: string, marker: string, words: string): void {
  const [before, , after, ...more] = readFileSync(page, 'utf8').split(marker)
  if (after === undefined || more.length > 0) throw new Error(`${page} must hold ${marker} twice`)
  writeFileSync(page, `${before}${marker}\n${words}\n${marker}${after}`)
}
