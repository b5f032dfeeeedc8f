import type { CampaignText } from '../campaign/campaign'
import { checkCampaignText, type TextProblem } from '../campaign/check'
import { lintCampaign } from '../lint/campaign'
import { type DraftFields, type DraftPart, fieldKind } from './fields'
import { textOf } from './text'

/** Something to say of one field of a draft. */
export interface FieldNote {
  /** The field, or the list that something is missing in. */
  readonly field: string
  /** Null where it is of the campaign as a whole. */
  readonly part: DraftPart | null
  /** A whole sentence that names the field. */
  readonly words: string
}

export interface ReadDraft {
  /** The draft as a campaign's text; null while something in it is wrong. */
  readonly text: CampaignText | null
  readonly problems: readonly FieldNote[]
}

/** Reads a draft as it would be published, and says of each field what is wrong with it. */
export function readDraft(fields: DraftFields, basis: CampaignText): ReadDraft {
  const { text, problems } = checkCampaignText(textOf(fields, basis))
  return { text, problems: (problems ?? []).map(problem => problemNote(problem, fields)) }
}

/**
 * The draft as far as it can be shown: whatever is wrong in it stands as it was published.
 * @returns the names of what is shown as published, in the words of a campaign file
 */
export function shownDraft(
  fields: DraftFields,
  basis: CampaignText,
): { readonly text: CampaignText; readonly asPublished: readonly string[] } {
  const typed = textOf(fields, basis) as Record<string, unknown>
  const first = checkCampaignText(typed)
  if (first.text) return { text: first.text, asPublished: [] }
  const wrong = [...new Set(first.problems.map(({ path }) => String(path[0])))]
  const before = basis as unknown as Record<string, unknown>
  const mended = { ...typed, ...Object.fromEntries(wrong.map(key => [key, before[key]])) }
  const second = checkCampaignText(withoutNothing(mended))
  return second.text
    ? { text: second.text, asPublished: wrong }
    : { text: basis, asPublished: Object.keys(typed) }
}

/** What an office would not read kindly in the letters of a draft, at the fields that say it. */
export function draftWarnings(text: Pick<CampaignText, 'letter' | 'principles'>, fields: DraftFields) {
  return lintCampaign(text).map(({ path, words, advice }): FieldNote => {
    const { field, rest } = fieldAt(path, fields)
    return { field, part: partOf(field), words: `${said(field, rest, words)}. ${advice}` }
  })
}

function problemNote({ path, words }: TextProblem, fields: DraftFields): FieldNote {
  const { field, rest } = fieldAt(path, fields)
  return { field, part: partOf(field), words: said(field, rest, words) }
}

/** The field that a place in a campaign file lies in, and what of the place is left; without one, the place itself. */
function fieldAt(path: TextProblem['path'], fields: DraftFields) {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join('.')
    const inside = [name, ...firstFields.map(first => `${name}.${first}`)].find(one => one in fields)
    if (inside) return { field: inside, rest: path.slice(length) }
  }
  return { field: path.join('.'), rest: [] }
}

/** Where a problem of a whole item is shown: a second principle of one name, a target that is listed twice. */
const firstFields = ['title', 'name', 'kind', 'use', 'ways']

function partOf(field: string): DraftPart | null {
  return fieldKind(field)?.part ?? listParts[field.split('.')[0] ?? ''] ?? null
}

const listParts: Readonly<Record<string, DraftPart>> = {
  principles: 'principles',
  letter: 'letter',
  target: 'target',
  organisation: 'organisation',
  consent: 'organisation',
  languages: 'languages',
  links: 'links',
  sources: 'links',
}

/** “Opening sentence 1, line 3: has a stray {”, “Title is required”. */
function said(field: string, rest: TextProblem['path'], words: string): string {
  const label = fieldKind(field)?.label ?? missing[field] ?? field
  const [way] = rest
  return typeof way === 'number' ? `${label}, line ${way + 1} ${words}` : `${label} ${words}`
}

/** Lists that a campaign cannot be without. */
const missing: Readonly<Record<string, string>> = {
  principles: 'At least one principle',
  'letter.openings': 'At least one opening sentence',
  'letter.closings': 'At least one closing sentence',
  'letter.subjects': 'At least one subject',
  letter: 'The letter',
  organisation: 'The organisation',
}

function withoutNothing(text: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(text).filter(([, value]) => value !== undefined))
}
