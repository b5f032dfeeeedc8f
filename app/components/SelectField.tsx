import type { ReactNode } from 'react'
import { Wrong } from './ErrorSummary'
import { described } from './Field'

interface SelectFieldProps {
  readonly name: string
  /** Only where two forms of one page share a field's name. */
  readonly id?: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly problem: string | undefined
  /** The options. */
  readonly children: ReactNode
}

/** One of a list too long to tick. */
export function SelectField({ name, id = name, label, hint, value, problem, children }: SelectFieldProps) {
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <Wrong id={`${id}-error`} words={problem} />
      <select id={id} name={name} defaultValue={value} {...described(id, hint, problem)}>
        {children}
      </select>
    </div>
  )
}
