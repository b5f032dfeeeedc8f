import type { ReactNode } from 'react'
import { fieldKind } from '../../domain/draft/fields'
import { Wrong } from '../form/ErrorSummary'
import { described } from '../form/Field'
import { rowsFor } from '../letter/WordsEditor'

/** What the fields of an editor page are filled from. */
export interface DraftShown {
  readonly fields: Readonly<Record<string, string>>
  readonly problems: Readonly<Record<string, string>>
  /** What is weak, or still to be written, by field. */
  readonly notes: Readonly<Record<string, readonly string[]>>
}

interface DraftFieldProps {
  readonly draft: DraftShown
  readonly name: string
  readonly hint?: string
  readonly type?: 'email' | 'date' | 'url'
  /** For numbers and short codes. */
  readonly narrow?: boolean
}

/** One field of a campaign's text: its label, hint, what is wrong and what is weak. */
export function DraftField({ draft, name, hint, type, narrow = false }: DraftFieldProps) {
  const kind = fieldKind(name)
  const value = draft.fields[name] ?? ''
  const problem = draft.problems[name]
  const several = kind?.kind === 'text' || kind?.kind === 'ways'
  return (
    <Around draft={draft} name={name} hint={hint}>
      {several ? (
        <textarea
          id={name}
          name={name}
          rows={kind.kind === 'ways' ? rowsFor(value, 4) : rowsFor(value, 5)}
          className={kind.kind === 'ways' ? 'ways' : 'markdown'}
          defaultValue={value}
          {...described(name, hint, problem)}
        />
      ) : (
        <input
          id={name}
          name={name}
          type={type ?? 'text'}
          inputMode={kind?.kind === 'number' ? 'decimal' : undefined}
          className={narrow ? 'narrow' : undefined}
          autoComplete="off"
          defaultValue={value}
          {...described(name, hint, problem)}
        />
      )}
    </Around>
  )
}

interface DraftChoiceProps {
  readonly draft: DraftShown
  readonly name: string
  readonly hint?: string
  /** Each value with its words, in their order; the first is what nothing chosen means. */
  readonly words: Readonly<Record<string, string>>
}

/** One of several. */
export function DraftChoice({ draft, name, hint, words }: DraftChoiceProps) {
  const chosen = draft.fields[name] ?? ''
  return (
    <Around draft={draft} name={name} hint={hint}>
      <select id={name} name={name} defaultValue={chosen} {...described(name, hint, draft.problems[name])}>
        {Object.entries(words).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Around>
  )
}

interface AroundProps {
  readonly draft: DraftShown
  readonly name: string
  readonly hint: string | undefined
  readonly children: ReactNode
}

function Around({ draft, name, hint, children }: AroundProps) {
  const problem = draft.problems[name]
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={name}>{fieldKind(name)?.label ?? name}</label>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <Wrong id={`${name}-error`} words={problem} />
      {children}
      <Notes notes={draft.notes[name] ?? []} />
    </div>
  )
}

export function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <ul className="notes">
      {notes.map(words => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}
