import type { ReactNode } from 'react'

interface ReportPartProps {
  readonly id: string
  readonly heading: string
  readonly children: ReactNode
}

/** A part of a long page, which a link leads to. */
export function ReportPart({ id, heading, children }: ReportPartProps) {
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  )
}
