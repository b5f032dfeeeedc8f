import { type Faults, quote } from './faults'

/** How the column that is meant may be called, the likelier first; names are compared in lower case, with `_` for blanks. */
export type ColumnNames = readonly RegExp[]

/** Where each column stands, from 0; -1 for one that there is not. */
export type Columns<Name extends string> = Readonly<Record<Name, number>>

/**
 * Finds columns by their names, which change from one release to the next.
 * @throws Problem `invalid`, through `faults`, where one that must be there is not, or two of a name could be meant
 */
export function findColumns<Name extends string>(
  columns: readonly string[],
  wanted: Readonly<Record<Name, ColumnNames>>,
  required: readonly NoInfer<Name>[],
  faults: Faults,
): Columns<Name> {
  const names = columns.map(folded)
  const found = Object.entries<ColumnNames>(wanted).map(([what, called]) => {
    const at = findColumn(names, called, faults)
    if (at < 0 && required.some(one => one === what))
      faults.add(1, `has no column ${what}${insteadOf(columns)}`)
    return [what, at]
  })
  faults.throwIfAny()
  return Object.fromEntries(found)
}

/** What a file of places can be, by the option that takes it. */
export type FileKind = 'constituencies' | 'members' | 'postcodes'

/** A column that only such a file has; the first that fits tells. */
const marks: readonly (readonly [kind: FileKind, column: RegExp])[] = [
  ['members', /^(party|email|full_title|salutation|address_as.*)$/],
  ['postcodes', /^(postcode|pcd[s278]?)$/],
  ['constituencies', /^(name|constituency(_name)?|pcon\d\dnm)$/],
]

/**
 * A file under the wrong option: read on, members would become constituencies of that name.
 * @throws Problem `invalid`, through `faults`
 */
export function refuseMixedUp(columns: readonly string[], kind: FileKind, faults: Faults): void {
  const names = columns.map(folded)
  const looks = marks.find(([, column]) => names.some(name => column.test(name)))?.[0] ?? kind
  if (looks !== kind) faults.end(1, `this looks like a file of ${looks}: give it as --${looks}`)
}

function findColumn(names: readonly string[], called: ColumnNames, faults: Faults): number {
  for (const name of called) {
    const [at, other] = names.flatMap((one, place) => (name.test(one) ? [place] : []))
    if (at === undefined) continue
    if (other !== undefined)
      faults.add(
        1,
        `has two columns that could be meant, ${quote(names[at] ?? '')} and ${quote(names[other] ?? '')}`,
      )
    return at
  }
  return -1
}

function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}

/** What the header has in its place, so that a wrong file is known by it. */
function insteadOf(columns: readonly string[]): string {
  const [only = ''] = columns
  if (columns.length === 1 && /[;\t|]/.test(only)) return ': its cells must be separated by commas'
  const shown = columns.slice(0, 8).map(quote)
  return `; it has ${shown.join(', ')}${columns.length > 8 ? ' …' : ''}`
}
