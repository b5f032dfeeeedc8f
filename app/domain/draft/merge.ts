import { createHash } from 'node:crypto'
import type { DraftFields } from './fields'
import { placeIn } from './lists'

/** What somebody typed and what another saved meanwhile, where the two differ: a field, or a whole item of a list. */
export interface Difference {
  readonly unit: string
  readonly mine: DraftFields
  readonly theirs: DraftFields
  /** Who alone has changed it; null where both have, and somebody has to choose. */
  readonly changedBy: 'mine' | 'theirs' | null
}

export type Side = 'mine' | 'theirs'

/**
 * A part's fields as they were when a form was shown: `title=a1B2c3 summary=…`. What it tells apart is not secret, and an empty
 * field is like one that is not there.
 */
export function basisOf(fields: DraftFields): string {
  return Object.keys(fields)
    .filter(name => fields[name] !== '')
    .sort()
    .map(name => `${name}=${digest(fields[name] ?? '')}`)
    .join(' ')
}

/** The differences that a save would write over unseen; none where nobody else has changed this part meanwhile. */
export function conflicts(mine: DraftFields, theirs: DraftFields, basis: string): readonly Difference[] {
  return basisOf(theirs) === basis ? [] : differences(mine, theirs, basis)
}

/**
 * Whose words each difference takes where nobody need be asked: of fields that hang together only one of the two has changed any.
 * Null where both have.
 */
export function clearSides(
  differences: readonly Difference[],
  mine: DraftFields,
  theirs: DraftFields,
  basis: string,
): Readonly<Record<string, Side>> | null {
  const stand = principlesStand(mine, theirs, basis)
  const changed = new Map<string, Side>()
  for (const { unit, changedBy } of differences) {
    const group = groupOf(unit, stand)
    if (changedBy === null || (changed.get(group) ?? changedBy) !== changedBy) return null
    changed.set(group, changedBy)
  }
  return Object.fromEntries(
    differences.flatMap(({ unit, changedBy }) => (changedBy ? [[unit, changedBy]] : [])),
  )
}

/** My fields, with theirs where somebody chose them. @param chosen a side for each unit that differs */
export function merged(
  mine: DraftFields,
  theirs: DraftFields,
  chosen: Readonly<Record<string, Side>>,
): DraftFields {
  const units = unitsOf(mine, theirs)
  const side = (name: string) => chosen[units.get(name) ?? name] ?? 'mine'
  const from = (fields: DraftFields, which: Side) =>
    Object.entries(fields).filter(([name]) => side(name) === which)
  return Object.fromEntries([...from(mine, 'mine'), ...from(theirs, 'theirs')])
}

function differences(mine: DraftFields, theirs: DraftFields, basis: string): readonly Difference[] {
  const before = digestsIn(basis)
  const units = unitsOf(mine, theirs)
  const names = [...units.keys()].filter(name => (mine[name] ?? '') !== (theirs[name] ?? ''))
  return [...new Set(names.map(name => units.get(name) ?? name))].map(unit => {
    const within = [...units].flatMap(([name, one]) => (one === unit ? [name] : []))
    const changed = (fields: DraftFields) => within.some(name => digestIn(fields, name) !== before.get(name))
    const [byMe, byThem] = [changed(mine), changed(theirs)]
    return {
      unit,
      mine: only(mine, within),
      theirs: only(theirs, within),
      changedBy: byMe === byThem ? null : byMe ? 'mine' : 'theirs',
    }
  })
}

/**
 * What hangs together: an item of a list has no name but its place, so of two who change a list one may have moved what the
 * other changed. A principle has its short name.
 */
function groupOf(unit: string, principles: 'stand' | 'moved'): string {
  const list = lists.find(one => placeIn(unit, one) !== null)
  if (list === 'principles' && principles === 'stand') return `${list}.${placeIn(unit, list)?.index}`
  return list ?? unit.replace(/\.\d+$/, '')
}

/** Whether every principle has a short name, and the same one in both and before. */
function principlesStand(mine: DraftFields, theirs: DraftFields, basis: string): 'stand' | 'moved' {
  const before = digestsIn(basis)
  const slugs = [...Object.keys(mine), ...Object.keys(theirs)]
    .filter(name => placeIn(name, 'principles') !== null)
    .map(name => `principles.${placeIn(name, 'principles')?.index}.slug`)
  const stands = (slug: string) =>
    mine[slug] && mine[slug] === theirs[slug] && digestIn(mine, slug) === before.get(slug)
  return slugs.every(stands) ? 'stand' : 'moved'
}

function digestsIn(basis: string): ReadonlyMap<string, string> {
  return new Map(basis.split(' ').map(one => one.split('=') as [string, string]))
}

/** Lists whose items have several fields: where they are not the same items any more, each is chosen whole. */
const lists = ['principles', 'target', 'links']

/** The unit that each field belongs to. */
function unitsOf(mine: DraftFields, theirs: DraftFields): ReadonlyMap<string, string> {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  const itemOf = (name: string) => {
    const list = lists.find(one => placeIn(name, one) !== null)
    return list ? `${list}.${placeIn(name, list)?.index}` : null
  }
  const torn = new Set(
    names.filter(name => !mine[name] !== !theirs[name] && name in mine !== name in theirs).map(itemOf),
  )
  return new Map(
    names.map(name => {
      const item = itemOf(name)
      return [name, item !== null && torn.has(item) ? item : name]
    }),
  )
}

function only(fields: DraftFields, names: readonly string[]): DraftFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))
}

function digestIn(fields: DraftFields, name: string): string | undefined {
  const words = fields[name]
  return words ? digest(words) : undefined
}

/** 36 bits: two texts of one field have the same once in 69 thousand million. */
function digest(words: string): string {
  return createHash('sha256').update(words).digest('base64url').slice(0, 6)
}
