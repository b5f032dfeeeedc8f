import { Field } from './Field'

interface PasswordFieldProps {
  readonly name?: string
  readonly label: string
  readonly which: 'current' | 'new'
  readonly problem: string | undefined
}

/** Whatever keeps passwords may fill it in, and pasting is welcome (WCAG 3.3.8). */
export function PasswordField({ name = 'password', label, which, problem }: PasswordFieldProps) {
  return (
    <Field
      name={name}
      label={label}
      {...(which === 'new' ? { hint: newHint } : {})}
      value=""
      problem={problem}
      type="password"
      autoComplete={`${which}-password`}
      maxLength={1000}
    />
  )
}

const newHint =
  'At least 8 characters; 15 or more are better. Three or four words that do not belong together make a good one. Any characters do.'
