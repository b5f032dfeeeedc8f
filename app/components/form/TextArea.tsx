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
