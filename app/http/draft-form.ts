import type { TypedPart } from '../domain/draft/draft'
import { type DraftPart, readPart } from '../domain/draft/fields'
import { afterDeed, readListDeed, withoutLanguage } from '../domain/draft/lists'
import type { Side } from '../domain/draft/merge'
import { Problem } from '../domain/problem'
import { readForm } from './form'

type Press = 'save' | 'next' | 'preview' | 'publish'

/** What an editor's form asks for, beside that what is typed be kept. */
export interface DraftForm extends TypedPart {
  /** The button that was pressed. */
  readonly pressed: Press | 'list'
  /** Where to go on after a list was changed: the id of an item or a list. */
  readonly at: string | null
}

/** Forty principles with their sentences, a field for each. */
const fieldsAtMost = 1000

/** @throws Problem `unreadable`; `not-found` for a part that there is not */
export async function readDraftForm(request: Request, part: DraftPart): Promise<DraftForm> {
  const form = await readForm(request, fieldsAtMost)
  const typed = readPart(form, part)
  const pressed = form.get('do') ?? 'save'
  const changed = changedBy(pressed, typed, form.get('language') ?? '')
  return {
    part,
    fields: changed?.fields ?? typed,
    basis: form.get('basis') ?? '',
    chosen: sidesIn(form),
    pressed: changed ? 'list' : isPress(pressed) ? pressed : 'save',
    at: changed?.at ?? null,
  }
}

function isPress(word: string): word is Press {
  return ['save', 'next', 'preview', 'publish'].includes(word)
}

function changedBy(pressed: string, typed: Readonly<Record<string, string>>, language: string) {
  const [what, code] = pressed.split(' ')
  if (pressed === 'add-language')
    return /^[a-z]{2,3}$/.test(language)
      ? afterDeed(typed, { do: 'add', list: `languages.${language}` })
      : null
  if (what === 'remove-language' && code) return { fields: withoutLanguage(typed, code), at: 'add-language' }
  const deed = readListDeed(pressed)
  return deed && afterDeed(typed, deed)
}

/** `keep:UNIT` says whose words stand. */
function sidesIn(form: URLSearchParams): Record<string, Side> {
  const chosen = [...form].flatMap(([name, side]) =>
    name.startsWith('keep:') && (side === 'mine' || side === 'theirs')
      ? [[name.slice(5), side] as const]
      : [],
  )
  return Object.fromEntries(chosen)
}

/** @throws Problem `not-found` */
export function noSuchPart(): Problem {
  return new Problem('not-found', 'A campaign has no such part.')
}
