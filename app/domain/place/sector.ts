import type { Located } from './place'
import type { Postcode } from './postcode'

/**
 * A postcode sector, such as `SW1A 1`, and where each of its 400 possible units lies: 0.9 KB for up to 400 postcodes. The
 * 1.7 million of Great Britain are 9,000 sectors and 8 MB, where a row for each took 77.
 */
export interface Sector {
  readonly name: string
  /** The different answers, joined by commas: `E14000001`, `E14000001+E14000002` for several, `2016-06/E14000001` for one out of use. */
  readonly answers: string
  /** For each unit, AA to ZZ, two bytes, little-endian: 0 where there is none, else the place of its answer from 1. */
  readonly units: Uint8Array
}

/** What a sector can hold of a unit. */
export type UnitAnswer = Extract<Located, { readonly kind: 'found' | 'several' | 'terminated' }>

/** The letters of a unit: never those that handwriting makes look like others. */
const letters = 'ABDEFGHJLNPQRSTUWXYZ'
const unitsOfSector = letters.length ** 2

/** The name of the sector that a postcode is in: `SW1A 1AA` is in `SW1A 1`. */
export function sectorOf({ full }: Pick<Postcode, 'full'>): string {
  return full.slice(0, -2)
}

/** What a sector says of a postcode in it. */
export function findUnit({ answers, units }: Sector, { full }: Pick<Postcode, 'full'>): UnitAnswer | null {
  const word = answers.split(',')[placeAt(units, unitAt(full)) - 1]
  return word === undefined ? null : readAnswer(word)
}

export interface SectorPacker {
  /** Two answers for one postcode that each name a constituency make one that names both. */
  add(postcode: Pick<Postcode, 'full'>, answer: UnitAnswer): void
  /** How many different postcodes were added. */
  readonly size: number
  /** Every sector, by name. */
  sectors(): Sector[]
}

/** Gathers postcodes into sectors. */
export function packSectors(): SectorPacker {
  const packings = new Map<string, Packing>()
  let size = 0
  return {
    add({ full }, answer) {
      const name = sectorOf({ full })
      const packing = packings.get(name) ?? emptyPacking()
      packings.set(name, packing)
      const at = unitAt(full)
      const before = packing.units[at] ?? 0
      if (before === 0) size++
      const word = answerWord(answer)
      packing.units[at] = placeOf(packing, before === 0 ? word : bothWords(packing.answers[before - 1], word))
    },
    get size() {
      return size
    },
    sectors: () =>
      [...packings]
        .map(([name, { answers, units }]) => ({ name, answers: answers.join(','), units: toBytes(units) }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
  }
}

/** Every postcode that a sector holds, with its answer as a word. */
export function* unitsOf(sector: Sector): Generator<readonly [full: string, answer: string]> {
  const answers = sector.answers.split(',')
  for (let unit = 0; unit < unitsOfSector; unit++) {
    const answer = answers[placeAt(sector.units, unit) - 1]
    if (answer !== undefined) yield [`${sector.name}${nameOfUnit(unit)}`, answer]
  }
}

export interface UnitChanges {
  /** How many postcodes there are afterwards. */
  readonly total: number
  readonly added: number
  readonly gone: number
  /** In both, with another answer. */
  readonly moved: number
}

/** What differs between two states of one sector, or of none, place by place. Who signs meanwhile waits, and by name it took 0.3 s longer. */
export function unitChanges(before: Sector | undefined, after: Sector | undefined): UnitChanges {
  const [old, fresh] = [wordsOf(before), wordsOf(after)]
  const changes = { total: 0, added: 0, gone: 0, moved: 0 }
  for (let unit = 0; unit < unitsOfSector; unit++) {
    const [was, is] = [old(unit), fresh(unit)]
    if (is !== undefined) changes.total++
    if (was === is) continue
    if (was === undefined) changes.added++
    else if (is === undefined) changes.gone++
    else changes.moved++
  }
  return changes
}

function wordsOf(sector: Sector | undefined): (unit: number) => string | undefined {
  if (!sector) return () => undefined
  const answers = sector.answers.split(',')
  return unit => answers[placeAt(sector.units, unit) - 1]
}

/** The constituencies that its postcodes lie in, or lay in before they went out of use. */
export function codesIn({ answers }: Sector): string[] {
  return answers
    .split(',')
    .flatMap(word => word.slice(word.indexOf('/') + 1).split('+'))
    .filter(Boolean)
}

/** The answer as `Sector.answers` holds it. */
function answerWord(answer: UnitAnswer): string {
  switch (answer.kind) {
    case 'found':
      return answer.code
    case 'several':
      return answer.codes.toSorted().join('+')
    case 'terminated':
      return `${answer.since ?? ''}/${answer.code ?? ''}`
  }
}

function readAnswer(word: string): UnitAnswer {
  const [since, code] = word.split('/')
  if (code !== undefined) return { kind: 'terminated', since: since || null, code: code || null }
  return word.includes('+') ? { kind: 'several', codes: word.split('+') } : { kind: 'found', code: word }
}

interface Packing {
  readonly answers: string[]
  readonly units: Uint16Array
}

function emptyPacking(): Packing {
  return { answers: [], units: new Uint16Array(unitsOfSector) }
}

/** The answer's place from 1; a new one comes last. */
function placeOf({ answers }: Packing, word: string): number {
  const known = answers.indexOf(word)
  return known < 0 ? answers.push(word) : known + 1
}

/** One that is in use outweighs one that is not; two that are in use are several. */
function bothWords(before: string | undefined, word: string): string {
  if (before === undefined || before === word || before.includes('/')) return word
  if (word.includes('/')) return before
  return [...new Set([...before.split('+'), word])].sort().join('+')
}

function unitAt(full: string): number {
  return letters.indexOf(full.at(-2) ?? '') * letters.length + letters.indexOf(full.at(-1) ?? '')
}

function nameOfUnit(unit: number): string {
  return `${letters[Math.floor(unit / letters.length)]}${letters[unit % letters.length]}`
}

function placeAt(units: Uint8Array, unit: number): number {
  return (units[unit * 2] ?? 0) | ((units[unit * 2 + 1] ?? 0) << 8)
}

function toBytes(units: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(units.length * 2)
  for (const [unit, place] of units.entries()) {
    bytes[unit * 2] = place & 0xff
    bytes[unit * 2 + 1] = place >> 8
  }
  return bytes
}
