import { arch, cpus, loadavg, platform } from 'node:os'
import { markdownTable, writeBetween } from '../support/markdown'
import type { Figure, Missing } from './figure'
import { pinningText } from './process'

/** The figures as they are kept for other programs. */
export function toJson(lines: readonly (Figure | Missing)[], seconds: number): string {
  const figures = lines.filter(isFigure)
  const missing = lines.filter(line => !isFigure(line))
  return JSON.stringify({ machine: machine(), seconds, figures, missing }, null, 2)
}

export function toTable(lines: readonly (Figure | Missing)[]): string {
  return markdownTable(heads, lines.map(cells))
}

/** Puts the table between the markers of `docs/performance.md`. */
export function writePage(lines: readonly (Figure | Missing)[], seconds: number): void {
  const { node, cores, model, pinned, on, loadBefore } = machine()
  const where = `Written by \`npm run bench -- --write\` on ${on}: Node ${node}, ${cores} × ${model}, ${pinned}, in ${Math.round(seconds / 60)} minutes; load average before it began ${loadBefore}.`
  writeBetween('docs/performance.md', '<!-- bench -->', `${where}\n\n${toTable(lines)}`)
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
