import type { ReactNode } from 'react'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary } from '../form/ErrorSummary'
import { Page } from '../page/Page'

interface AccessPageProps {
  readonly heading: string
  readonly lead?: ReactNode
  readonly problems?: FieldProblems
  /** The names of the page's fields, in their order; each is its own id. */
  readonly fields?: readonly string[]
  readonly scripts?: readonly string[]
  readonly children?: ReactNode
}

/** A page by which an organiser comes in. */
export function AccessPage(props: AccessPageProps) {
  const { heading, lead, problems = {}, fields = [], scripts = [], children } = props
  const places = Object.fromEntries(fields.map(field => [field, field]))
  return (
    <Page
      title={heading}
      refused={Object.keys(problems).length > 0}
      desk={null}
      scripts={scripts}
      before={<ErrorSummary problems={problems} places={places} elsewhere={fields[0] ?? 'main'} />}
    >
      <div className="column access">
        <p className="eyebrow">For organisers</p>
        <h1>{heading}</h1>
        {lead ? <p className="lead">{lead}</p> : null}
        {children}
      </div>
    </Page>
  )
}
