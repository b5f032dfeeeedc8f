import type { ReactNode } from 'react'
import { Field } from './Field'

interface ReasonFormProps {
  /** What its button sends as `intent`, and the end of its field's id. */
  readonly intent: string
  readonly button: string
  readonly danger?: boolean
  readonly value?: string | undefined
  readonly problem?: string | undefined
  /** What else it sends. */
  readonly children?: ReactNode
}

/** A deed that must say why: the reason stands in the audit log for good. */
export function ReasonForm(props: ReasonFormProps) {
  const { intent, button, danger = false, value, problem, children } = props
  return (
    <form method="post" noValidate>
      {children}
      <Field
        name="reason"
        id={`reason-${intent}`}
        label="Why"
        hint="It stays in the audit log for good, so name nobody."
        value={value ?? ''}
        problem={problem}
        maxLength={300}
      />
      <button type="submit" name="intent" value={intent} className={danger ? 'button danger' : 'button'}>
        {button}
      </button>
    </form>
  )
}
