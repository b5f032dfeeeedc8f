import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Organiser } from '../domain/organiser'
import { allows, type Right } from '../domain/role'
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
      desk={<DeskLinks organiser={organiser} campaign={campaign} />}
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

interface DeskLink {
  readonly words: string
  readonly to: string
  readonly right: Right
  /** Pages that belong to it, and that it is the way back from, by how their addresses begin. */
  readonly holds?: readonly string[]
}

interface DeskLinksProps {
  readonly organiser: Organiser
  readonly campaign: OrganisePageProps['campaign'] | undefined
}

function DeskLinks({ organiser, campaign }: DeskLinksProps) {
  const mayGo = (links: readonly DeskLink[], campaignId: number) =>
    links.filter(({ right }) => allows(organiser.roles, right, campaignId))
  const address = `/organise/campaigns/${campaign?.slug}`
  return (
    <div className="desk-links">
      <nav aria-label="Organise">
        <ul>
          <Way to="/organise" words="All campaigns" />
          {mayGo(everywhere, 0).map(({ words, to }) => (
            <Way key={to} to={to} words={words} holds={[to]} />
          ))}
          <Way to="/organise/account" words={organiser.name} holds={['/organise/account']} />
        </ul>
      </nav>
      {campaign ? (
        <nav aria-label="This campaign">
          <ul>
            {mayGo(ofCampaign, campaign.id).map(({ words, to, holds = [] }) => (
              <Way key={to} to={address + to} words={words} holds={holds.map(one => address + one)} />
            ))}
          </ul>
        </nav>
      ) : null}
    </div>
  )
}

/** One way to go on; the page that one is on says so, and so does the one that it belongs to. */
function Way({ to, words, holds = [] }: Pick<DeskLink, 'to' | 'words' | 'holds'>) {
  const { pathname } = useLocation()
  const isWithin = holds.some(one => `${pathname}/`.startsWith(`${one}/`))
  return (
    <li>
      <a href={to} aria-current={pathname === to ? 'page' : isWithin || undefined}>
        {words}
      </a>
    </li>
  )
}

const everywhere: readonly DeskLink[] = [
  { words: 'Organisers', to: '/organise/organisers', right: 'administer' },
  { words: 'Connections', to: '/organise/connections', right: 'administer' },
  { words: 'Audit log', to: '/organise/audit', right: 'administer' },
  { words: 'Places', to: '/organise/places', right: 'see' },
]

const ofCampaign: readonly DeskLink[] = [
  { words: 'Overview', to: '', right: 'see' },
  { words: 'To do', to: '/queue', right: 'moderate', holds: ['/take-down'] },
  { words: 'Signatures', to: '/signatures', right: 'moderate', holds: ['/signatures', '/invalidations'] },
  { words: 'Paper', to: '/paper', right: 'moderate', holds: ['/paper'] },
  { words: 'Letters', to: '/letters', right: 'see', holds: ['/letters'] },
  { words: 'Updates', to: '/updates', right: 'send', holds: ['/updates'] },
  {
    words: 'Edit',
    to: '/edit',
    right: 'edit',
    holds: ['/edit', '/preview', '/checklist', '/state', '/versions'],
  },
  { words: 'Exports', to: '/exports', right: 'export' },
  { words: 'Pack to print', to: '/pack', right: 'export' },
  { words: 'Mail to you', to: '/notices', right: 'see' },
  { words: 'Its organisers', to: '/organisers', right: 'administer' },
  { words: 'Who did what', to: '/audit', right: 'administer' },
]
