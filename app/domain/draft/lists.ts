import type { DraftFields } from './fields'

/** What can be done to a list of a draft by one button: `add principles`, `up principles.2`, `remove letter.openings.0`. */
export type ListDeed =
  | { readonly do: 'add'; readonly list: string }
  | { readonly do: 'up' | 'down' | 'remove'; readonly list: string; readonly index: number }

/** Null for what is no such deed. */
export function readListDeed(said: string): ListDeed | null {
  const add = /^add ([a-z][a-z0-9._-]*)$/.exec(said)
  if (add?.[1]) return { do: 'add', list: add[1] }
  const [, what, list, index] = /^(up|down|remove) ([a-z][a-z0-9._-]*)\.(\d{1,2})$/.exec(said) ?? []
  return list ? { do: what as 'up' | 'down' | 'remove', list, index: Number(index) } : null
}

/** What a new item of a list holds, by the last word of the list's name; a sentence is a field by itself. */
const newItems: Readonly<Record<string, DraftFields>> = {
  principles: { title: '', slug: '', explanation: '', 'paragraph.0': '' },
  target: { kind: 'named', name: '', salutation: '', email: '' },
  links: { kind: 'related', title: '', summary: '', url: '' },
}

const newTranslation: DraftFields = { title: '', summary: '', statement: '', conclusion: '' }

/** How many items a list has. */
export function itemsIn(fields: DraftFields, list: string): number {
  return Math.max(0, ...indicesOf(fields, list).map(index => index + 1))
}

/** The draft after the deed, and the name of the item to go on with: the one added or moved, or the list. */
export function afterDeed(
  fields: DraftFields,
  deed: ListDeed,
): { readonly fields: DraftFields; readonly at: string } {
  const count = itemsIn(fields, deed.list)
  const order = Array.from({ length: count }, (_, index) => index)
  switch (deed.do) {
    case 'add':
      return added(fields, deed.list, count)
    case 'remove':
      return { fields: reordered(fields, deed.list, order.toSpliced(deed.index, 1)), at: deed.list }
    default: {
      const to = deed.index + (deed.do === 'up' ? -1 : 1)
      if (to < 0 || to >= count) return { fields, at: `${deed.list}.${deed.index}` }
      const moved = order.toSpliced(deed.index, 1).toSpliced(to, 0, deed.index)
      return { fields: reordered(fields, deed.list, moved), at: `${deed.list}.${to}` }
    }
  }
}

/** A language is added by its code, `languages.cy`; where it is there already nothing changes. */
function added(fields: DraftFields, list: string, count: number) {
  const at = list.startsWith('languages.') ? list : `${list}.${count}`
  const item = list.startsWith('languages.') ? newTranslation : newItems[list]
  const names = item
    ? Object.entries(item).map(([name, value]) => [`${at}.${name}`, value] as const)
    : [[at, ''] as const]
  return { fields: { ...Object.fromEntries(names), ...fields }, at }
}

/** The list's items in another order: what it does not name is gone. */
function reordered(fields: DraftFields, list: string, order: readonly number[]): DraftFields {
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const place = placeIn(name, list)
    if (!place) return [[name, value] as const]
    const index = order.indexOf(place.index)
    return index < 0 ? [] : [[`${list}.${index}${place.rest}`, value] as const]
  })
  return Object.fromEntries(entries)
}

function indicesOf(fields: DraftFields, list: string): number[] {
  return Object.keys(fields).flatMap(name => placeIn(name, list)?.index ?? [])
}

/** Where in a list a field stands. */
export function placeIn(
  name: string,
  list: string,
): { readonly index: number; readonly rest: string } | null {
  if (!name.startsWith(`${list}.`)) return null
  const [, index, rest = ''] = /^(\d{1,2})(\..+)?$/.exec(name.slice(list.length + 1)) ?? []
  return index === undefined ? null : { index: Number(index), rest }
}

/** A language is taken out with everything in it. */
export function withoutLanguage(fields: DraftFields, code: string): DraftFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith(`languages.${code}.`)))
}

/** The codes of the languages that a draft has. */
export function languagesIn(fields: DraftFields): readonly string[] {
  return [...new Set(Object.keys(fields).flatMap(name => /^languages\.([a-z]{2,3})\./.exec(name)?.[1] ?? []))]
}
