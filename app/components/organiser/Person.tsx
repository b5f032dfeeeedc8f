import type { ReactNode } from 'react'

interface PersonProps {
  readonly name: ReactNode
  readonly state: 'active' | 'disabled'
  /** Their address and what else is said of them. */
  readonly children: ReactNode
}

/** An organiser in a list of them. */
export function Person({ name, state, children }: PersonProps) {
  return (
    <div>
      <b>{name}</b>
      {state === 'disabled' ? <span className="tag">disabled</span> : null}
      <p className="hint">{children}</p>
    </div>
  )
}
