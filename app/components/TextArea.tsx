import type { ReactNode } from 'react'
import { Wrong } from './ErrorSummary'
import { described } from './Field'

interface TextAreaProps {
  /** The id too. */
  readonly name: string
  readonly label: ReactNode
  readonly hint: string
  readonly value: string
  readonly problem: string | undefined
  readonly rows: number
  /** What belongs under it. */
  readonly children?: ReactNode
}

/** Several lines to type in, with their label, hint and refusal. */
export function TextArea({ name, label, hint, value, problem, rows, children }: TextAreaProps) {
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      {label}
      <p className="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <Wrong id={`${name}-error`} words={problem} />
      <textarea id={name} name={name} rows={rows} defaultValue={value} {...described(name, hint, problem)} />
      {children}
    </div>
  )
}

/** Rows for a text to be seen whole on a phone, at about 38 letters a line. */
export function rowsFor(text: string, least = 10): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 72)), 0)
  return Math.min(40, Math.max(least, lines + 2))
}
