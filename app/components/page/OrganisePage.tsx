import type { ReactNode } from 'react'
import type { Organiser } from '../../domain/organiser/organiser'
import { DeskMenu } from './DeskMenu'
import { Page } from './Page'

interface OrganisePageProps {
  readonly heading: string
  readonly organiser: Organiser
  /** Whose part of the desk it is; none for what belongs to every campaign. */
  readonly campaign?: { readonly id: number; readonly slug: string; readonly title: string }
  /** Whether a form on this page was refused. */
  readonly refused?: boolean
  /** Above the heading: the error summary. */
  readonly before?: ReactNode
  /** Files in `public/organise/` that enhance it; without them it works the same. */
  readonly scripts?: readonly string[]
  readonly children: ReactNode
}

/** A page of the organiser's desk: where they are, where else they may go, and what they came for. */
export function OrganisePage(props: OrganisePageProps) {
  const { heading, organiser, campaign, refused = false, before, scripts = [], children } = props
  return (
    <Page
      title={campaign ? `${heading}: ${campaign.title}` : heading}
      refused={refused}
      desk={<DeskMenu organiser={organiser} campaign={campaign} />}
      scripts={scripts}
    >
      <div className="desk">
        {before}
        {campaign ? <p className="eyebrow">{campaign.title}</p> : null}
        <h1>{heading}</h1>
        {children}
      </div>
    </Page>
  )
}
