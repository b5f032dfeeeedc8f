import type { Hexagon } from '../../domain/map/hexagon'
import { type DrawnHexagon, isHexLayout, onPoints } from '../../domain/map/hexjson'
import { isSeatCode } from '../../domain/place/seat-code'
import { Problem } from '../../domain/problem'
import { quote } from './faults'
import { openFile } from './opened-file'

/** A map of all constituencies takes 40 KB; more with their names and figures in it. */
const bytesAtMost = 4_000_000

/**
 * Reads a map of hexagons as HexJSON has it (open-innovations.org/projects/hexmaps/hexjson): a layout, and for each code the
 * column `q` and the row `r`. Whatever else it says of them is left out.
 * @throws Problem `invalid` or `refused`
 */
export async function readHexJson(path: string, folder: string): Promise<ReadonlyMap<string, Hexagon>> {
  const { layout, hexes } = toMap(parsed(await wholeText(path, folder), path), path)
  const drawn = Object.entries(hexes).map(([code, hexagon]) => drawnHexagon(path, code, hexagon))
  refuseShared(path, drawn)
  return onPoints(drawn, layout)
}

async function wholeText(path: string, folder: string): Promise<string> {
  const file = await openFile(path, folder, /\.(hex)?json$/i)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of file.chunks()) {
    bytes += chunk.length
    if (bytes > bytesAtMost) throw wrong(path, 'is too large for a map of constituencies')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw wrong(path, 'is not JSON')
  }
}

function toMap(json: unknown, path: string) {
  const { layout, hexes } = isRecord(json) ? json : {}
  if (!isHexLayout(layout)) throw wrong(path, 'names no layout: odd-r, even-r, odd-q or even-q')
  if (!isRecord(hexes) || Object.keys(hexes).length === 0) throw wrong(path, 'has no hexes')
  return { layout, hexes }
}

function drawnHexagon(path: string, code: string, hexagon: unknown): DrawnHexagon {
  const { q, r } = isRecord(hexagon) ? hexagon : {}
  if (!isSeatCode(code)) throw wrong(path, `names ${quote(code)}, which is no code of a constituency`)
  if (!isPlace(q) || !isPlace(r)) throw wrong(path, `says no whole q and r of ${code}`)
  return { code, q, r }
}

/** Constituencies that share a hexagon would hide one another. */
function refuseShared(path: string, drawn: readonly DrawnHexagon[]): void {
  const taken = new Map<string, string>()
  for (const { code, q, r } of drawn) {
    const before = taken.get(`${q} ${r}`)
    if (before !== undefined) throw wrong(path, `puts ${before} and ${code} in one hexagon`)
    taken.set(`${q} ${r}`, code)
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPlace(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) <= 10_000
}

function wrong(path: string, words: string): Problem {
  return new Problem('invalid', `${path} ${words}`)
}
