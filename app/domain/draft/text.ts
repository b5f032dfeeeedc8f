import type { CampaignText } from '../campaign/campaign'
import { suggestedSlug } from '../slug'
import { type DraftFields, fieldKind } from './fields'

const joiningPlaces = ['only', 'first', 'middle', 'last'] as const

/** A campaign's text as it is typed. */
export function fieldsOf(text: CampaignText): DraftFields {
  return Object.fromEntries(flattened('', typed(text)).filter(([name]) => fieldKind(name) !== null))
}

/**
 * What was typed as a campaign file has it, to be checked. Empty fields are left out; an item of a list stays at its place, so
 * that its problems find it.
 * @param basis the campaign's published text: its slug stays, and what no field shows of other languages
 */
export function textOf(fields: DraftFields, basis: CampaignText): unknown {
  const tree: Tree = {}
  for (const [name, words] of Object.entries(fields)) {
    const field = fieldKind(name)
    if (field) put(tree, name.split('.'), typedValue(words, field.kind))
  }
  const text = plain(tree) as Record<string, unknown>
  return { ...text, slug: basis.slug, ...unpacked(text, basis) }
}

/** The text where each thing that is typed has one field. */
function typed({ target, letter, ...text }: CampaignText): object {
  const joinings = joiningPlaces.flatMap(place => {
    const own = letter.joinings?.[place]
    return own ? [[place, own.length > 0 ? { use: 'own', ways: own } : { use: 'none' }] as const] : []
  })
  return {
    ...text,
    target: target.map(one => (one === 'constituency-mp' ? { kind: 'mp' } : { kind: 'named', ...one })),
    letter: { ...letter, joinings: Object.fromEntries(joinings) },
  }
}

function flattened(name: string, value: unknown): (readonly [string, string])[] {
  if (Array.isArray(value) && value.every(one => typeof one === 'string'))
    return [[name, value.map(way => way.replace(/\s*\n\s*/g, ' ')).join('\n')]]
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => flattened(name === '' ? key : `${name}.${key}`, one))
  return value === undefined ? [] : [[name, String(value)]]
}

function typedValue(words: string, kind: 'line' | 'text' | 'ways' | 'number'): unknown {
  const trimmed = words.trim()
  if (kind === 'ways')
    return trimmed
      .split('\n')
      .map(way => way.trim())
      .filter(way => way !== '')
  if (trimmed === '') return undefined
  const digits = trimmed.replaceAll(',', '')
  return kind === 'number' && /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : trimmed
}

/** Lists are kept by their numbers until all is there. */
interface Tree {
  [key: string]: unknown
}

function put(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[key] = value
    return
  }
  const below = (tree[key] ?? {}) as Tree
  tree[key] = below
  put(below, rest, value)
}

/** The same with lists for what is numbered, without what says nothing. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value)
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key)))
    return entries.sort(([one], [other]) => Number(one) - Number(other)).map(([, one]) => plain(one) ?? {})
  const said = entries.map(([key, one]) => [key, plain(one)]).filter(([, one]) => one !== undefined)
  return said.length === 0 ? undefined : Object.fromEntries(said)
}

/** What has another shape in a file than it has in fields. */
function unpacked(text: Record<string, unknown>, basis: CampaignText): object {
  return {
    ...(Array.isArray(text.target) ? { target: text.target.map(targetOf) } : {}),
    ...(Array.isArray(text.principles) ? { principles: text.principles.map(withSlug) } : {}),
    ...(text.letter ? { letter: letterOf(text.letter as Tree) } : {}),
    ...languagesOf((text.languages ?? {}) as Tree, basis),
  }
}

function targetOf({ kind, ...named }: Tree): unknown {
  return kind === 'mp' ? 'constituency-mp' : named
}

/** Whoever gives no short name gets one; once it is published it stays, whatever the title becomes. */
function withSlug(principle: Tree): Tree {
  const { slug = suggestedSlug(String(principle.title ?? '')) || undefined } = principle
  return slug === undefined ? principle : { ...principle, slug }
}

function letterOf({ joinings, ...letter }: Tree): Tree {
  const own = Object.entries((joinings ?? {}) as Record<string, Tree>).flatMap(([place, { use, ways }]) =>
    use === 'own' || use === 'none' ? [[place, use === 'own' ? (ways ?? []) : []] as const] : [],
  )
  return own.length > 0 ? { ...letter, joinings: Object.fromEntries(own) } : letter
}

/** What a file says in another language beside what can be typed is kept. */
function languagesOf(languages: Tree, { languages: before = {} }: CampaignText): object {
  const unseen = Object.entries(before).filter(([, said]) => translated.every(key => !(key in said)))
  const seen = Object.entries(languages).map(([code, said]) => {
    const rest = Object.entries(before[code] ?? {}).filter(([key]) => !translated.includes(key))
    return [code, { ...Object.fromEntries(rest), ...(said as Tree) }] as const
  })
  const all = [...unseen, ...seen]
  return all.length > 0 ? { languages: Object.fromEntries(all) } : {}
}

const translated = ['title', 'summary', 'statement', 'conclusion']
