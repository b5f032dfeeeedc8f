import type { Pack } from '../domain/pack'
import { ink, margin, type Paper } from './paper'

/** From paper to ink, each darker by so much that a black-and-white print tells them apart. */
const shades = ['#ffffff', '#d9def0', '#aab4da', '#7a86bd', '#4b579a', '#232c63'] as const

const highest = 260

/** A hexagon for each constituency, the darker the more signed there; readers aloud are told what it comes to. */
export function writeHexMap(paper: Paper, map: Pack['map']): void {
  const { doc } = paper
  const points = map.map(({ q, r, shade }) => ({ x: q + r / 2, y: (r * Math.sqrt(3)) / 2, shade }))
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))]
  const room = {
    width: doc.page.width - 2 * margin,
    height: Math.min(highest, doc.page.height - margin - doc.y - 60),
  }
  if (room.height < 120) {
    doc.addPage()
    room.height = highest
  }
  const width = Math.min(room.width / (right - left + 2), room.height / (bottom - top + 2))
  const [originX, originY] = [margin + width, doc.y + width]
  const signed = map.filter(({ shade }) => shade > 0).length
  paper.figure(
    `Map of ${map.length} constituencies as hexagons; in ${signed} of them somebody has signed.`,
    () => {
      for (const { x, y, shade } of points)
        doc
          .polygon(
            ...hexagon(originX + (x - left) * width, originY + (y - top) * width, width / Math.sqrt(3)),
          )
          .lineWidth(0.4)
          .fillAndStroke(shades[shade] ?? shades[0], ink.line)
    },
  )
  doc.x = margin
  doc.y = originY + (bottom - top + 1) * width
  paper.paragraph(`Signed in ${signed} of ${map.length} constituencies: the darker, the more.`, { size: 9 })
}

/** Corners around a middle, the first above it. */
function hexagon(x: number, y: number, radius: number): [number, number][] {
  return Array.from({ length: 6 }, (_, corner) => {
    const angle = (corner / 3 - 0.5) * Math.PI
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
}
