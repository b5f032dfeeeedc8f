import { readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform } from 'node:os'
import type { Figure, Missing } from './figure'
import { pinningText } from './process'

/** The figures as they are kept for other programs. */
export function toJson(lines: readonly (Figure | Missing)[], seconds: number): string {
  const figures = lines.filter(isFigure)
  const missing = lines.filter(line => !isFigure(line))
  return JSON.stringify({ machine: machine(), seconds, figures, missing }, null, 2)
}

/** A table in Markdown, its columns as wide as they need be. */
export function toTable(lines: readonly (Figure | Missing)[]): string {
  const rows = [heads, ...lines.map(cells)]
  const widths = heads.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`
  return [line(heads), rule, ...lines.map(one => line(cells(one)))].join('\n')
}

const page = 'docs/performance.md'
const marker = '<!-- bench -->'

/** Puts the table between the markers of `docs/performance.md`. */
export function writePage(lines: readonly (Figure | Missing)[], seconds: number): void {
  const [before, , after, ...more] = readFileSync(page, 'utf8').split(marker)
  if (after === undefined || more.length > 0) throw new Error(`${page} must hold ${marker} twice`)
  const { node, cores, model, pinned, on, loadBefore } = machine()
  const where = `Written by \`npm run bench -- --write\` on ${on}: Node ${node}, ${cores} × ${model}, ${pinned}, in ${Math.round(seconds / 60)} minutes; load average before it began ${loadBefore}.`
  writeFileSync(page, `${before}${marker}\n${where}\n\n${toTable(lines)}\n${marker}${after}`)
}

const heads = ['benchmark', 'what', 'measured', 'reference', 'ratio', 'spread']

function isFigure(line: Figure | Missing): line is Figure {
  return 'measured' in line
}

function cells(line: Figure | Missing): readonly string[] {
  if (!isFigure(line)) return [line.benchmark, line.what, `not measured: ${line.why}`, '–', '–', '–']
  const { benchmark, what, unit, measured, reference, ratio } = line
  return [
    benchmark,
    what,
    `${figureText(measured)} ${unit}`,
    reference ? `${figureText(reference.measured)} (${reference.what})` : '–',
    ratio ? ratioText(ratio.median) : '–',
    ratio ? `${ratioText(ratio.low)} to ${ratioText(ratio.high)}, ${ratio.rounds} rounds` : '–',
  ]
}

function figureText(figure: number): string {
  return figure.toLocaleString('en-GB', { maximumFractionDigits: figure < 100 ? 1 : 0 })
}

/** Two digits that tell: 0.018, 0.33, 11. */
function ratioText(ratio: number): string {
  return ratio < 10 ? ratio.toPrecision(2) : ratio.toFixed(0)
}

/** What else the machine was doing when the bench began: 0 means nothing, 2 that two cores were full. */
const loadBefore = Math.round((loadavg()[0] ?? 0) * 10) / 10

function machine() {
  return {
    on: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    system: `${platform()} ${arch()}`,
    cores: cpus().length,
    model: cpus()[0]?.model.trim() || 'unnamed core',
    loadBefore,
    pinned: pinningText(),
  }
}
