import type { Pack } from '../domain/pack/pack'
import { type Doc, ink, margin, type Paper } from './paper'
import { figure } from './words'

/** From paper to ink, each darker by so much that a black-and-white print tells them apart. */
const shades = ['#ffffff', '#d9def0', '#aab4da', '#7a86bd', '#4b579a', '#232c63'] as const

/** In points from the sheet's top left. */
interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A hexagon for each constituency, the darker the more signed there; readers aloud are told what it comes to. */
export function writeHexMap(
  paper: Paper,
  { map, shades: steps }: Pick<Pack, 'map' | 'shades'>,
  box: Box,
): void {
  const { doc } = paper
  const points = map.map(({ q, r, shade }) => ({ x: q + r / 2, y: (r * Math.sqrt(3)) / 2, shade }))
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))]
  const step = Math.min(box.width / (right - left + 2), box.height / (bottom - top + 2), largest)
  const signed = map.filter(({ shade }) => shade > 0).length
  paper.figure(
    `Map of ${map.length} constituencies as hexagons; in ${signed} of them somebody has signed.`,
    () => {
      for (const { x, y, shade } of points)
        drawHexagon(doc, box.left + (x - left + 1) * step, box.top + (y - top + 1) * step, step, shade)
    },
  )
  doc.y = box.top + (bottom - top + 2) * step
  writeLegend(paper, steps, box)
  doc.x = box.left
  paper.paragraph(`Signed in ${signed} of ${map.length} constituencies.`, { size: 9, width: box.width })
  doc.x = margin
}

/** So that a map of a few places is not one of giants. */
const largest = 24

/** What each shade stands for, in one line: a square, and from how many to how many. */
function writeLegend(paper: Paper, steps: Pack['shades'], { left, width }: Box): void {
  const { doc } = paper
  const [top, apart] = [doc.y, width / shades.length]
  const all = [{ from: 0, to: 0 }, ...steps]
  paper.decoration(() => {
    for (const shade of all.keys())
      doc
        .rect(left + shade * apart, top, 8, 8)
        .lineWidth(0.4)
        .fillAndStroke(shades[shade] ?? shades[0], ink.line)
  })
  for (const [shade, { from, to }] of all.entries()) {
    const words = from === to ? figure(from) : `${figure(from)}–${figure(to)}`
    const write = () =>
      void doc
        .font('text')
        .fontSize(7)
        .fillColor(ink.text)
        .text(words, left + shade * apart + 10, top - 1, { lineBreak: false })
    paper.parent.add(doc.struct('Span', {}, write))
  }
  doc.y = top + 14
}

function drawHexagon(doc: Doc, x: number, y: number, step: number, shade: number): void {
  doc
    .polygon(...hexagon(x, y, step / Math.sqrt(3)))
    .lineWidth(0.4)
    .fillAndStroke(shades[shade] ?? shades[0], ink.line)
}

/** Corners around a middle, the first above it. */
function hexagon(x: number, y: number, radius: number): [number, number][] {
  return Array.from({ length: 6 }, (_, corner) => {
    const angle = (corner / 3 - 0.5) * Math.PI
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
}
