import type { ReactNode } from 'react'
import { described, Labelled } from './Field'

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
    <Labelled id={id} label={label} hint={hint} problem={problem}>
      <select id={id} name={name} defaultValue={value} {...described(id, hint, problem)}>
        {children}
      </select>
    </Labelled>
  )
}
