import { Field } from './Field'

interface CodeFieldProps {
  readonly label: string
  readonly hint: string
  readonly problem: string | undefined
  /** Whether a recovery code does too: it has letters. */
  readonly takes: 'digits' | 'recovery-codes-too'
}

/** A code that is used once; a phone offers it, and nothing keeps it from being pasted (WCAG 3.3.8). */
export function CodeField({ label, hint, problem, takes }: CodeFieldProps) {
  return (
    <Field
      name="code"
      label={label}
      hint={hint}
      value=""
      problem={problem}
      type="text"
      inputMode={takes === 'digits' ? 'numeric' : undefined}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={60}
    />
  )
}
