import type { ReactNode } from 'react'
import { Wrong } from './ErrorSummary'
import { described } from './Field'

interface SelectFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly problem: string | undefined
  /** The options. */
  readonly children: ReactNode
}

/** One of a list too long to tick. */
export function SelectField({ name, label, hint, value, problem, children }: SelectFieldProps) {
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <Wrong id={`${name}-error`} words={problem} />
      <select id={name} name={name} defaultValue={value} {...described(name, hint, problem)}>
        {children}
      </select>
    </div>
  )
}
