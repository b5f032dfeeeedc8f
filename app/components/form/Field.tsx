import type { InputHTMLAttributes, ReactNode } from 'react'
import { Wrong } from './ErrorSummary'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly name: string
  /** Only where two forms of one page share a field's name. */
  readonly id?: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly problem: string | undefined
  /** What belongs under the line. */
  readonly children?: ReactNode
}

/** One line to type in, with its label, hint and refusal. */
export function Field({ name, id = name, label, hint, value, problem, children, ...input }: FieldProps) {
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem}>
      <input {...input} id={id} name={name} defaultValue={value} {...described(id, hint, problem)} />
      {children}
    </Labelled>
  )
}

interface LabelledProps {
  /** Of the control. */
  readonly id: string
  readonly label: string
  readonly hint: string | undefined
  readonly problem: string | undefined
  /** The control, with `described` as what a screen reader reads with it. */
  readonly children: ReactNode
}

/** A control with its label, hint and refusal. */
export function Labelled({ id, label, hint, problem, children }: LabelledProps) {
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <Wrong id={`${id}-error`} words={problem} />
      {children}
    </div>
  )
}

/** What a screen reader reads with a control. */
export function described(id: string, hint: string | undefined, problem: string | undefined) {
  const ids = [hint ? `${id}-hint` : '', problem ? `${id}-error` : ''].filter(one => one !== '')
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': problem ? (true as const) : undefined,
  }
}
