import { useLocation } from '@remix-run/react'
import type { Organiser } from '../../domain/organiser/organiser'
import { allows, type Right } from '../../domain/organiser/role'

interface DeskMenuProps {
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string } | undefined
}

/**
 * Where else an organiser may go. On a phone it is one row that names where they are and opens at a press: as two lists it took
 * 274 px of a page before it began. Where there is room the style sheet shows it open.
 */
export function DeskMenu({ organiser, campaign }: DeskMenuProps) {
  const { pathname } = useLocation()
  const waysTo = (links: readonly DeskLink[], address: string, campaignId: number) =>
    links
      .filter(({ right }) => allows(organiser.roles, right, campaignId))
      .map(link => wayFrom(pathname, link, address))
  const desk = [
    wayFrom(pathname, { words: 'Your campaigns', to: '/organise', holds: [] }),
    ...waysTo(everywhere, '', 0),
    wayFrom(pathname, { words: organiser.name, to: '/organise/account' }),
  ]
  const ofThis = campaign ? waysTo(ofCampaign, `/organise/campaigns/${campaign.slug}`, campaign.id) : []
  const here = [...ofThis, ...desk].find(({ current }) => current)
  return (
    <div className="desk-links">
      <details className="desk-menu">
        <summary>{here ? `Menu: ${here.words}` : 'Menu'}</summary>
        <Ways name="Organise" ways={desk} />
        {campaign ? <Ways name="This campaign" ways={ofThis} /> : null}
      </details>
    </div>
  )
}

function Ways({ name, ways }: { readonly name: string; readonly ways: readonly Way[] }) {
  return (
    <nav aria-label={name}>
      <ul>
        {ways.map(({ words, to, current }) => (
          <li key={to}>
            <a href={to} aria-current={current}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** One way to go on. */
interface Way {
  readonly words: string
  readonly to: string
  /** The page that one is on says so, and so does the one that it belongs to. */
  readonly current: 'page' | true | undefined
}

function wayFrom(pathname: string, { words, to, holds = [to] }: Omit<DeskLink, 'right'>, address = ''): Way {
  const isWithin = holds.some(one => `${pathname}/`.startsWith(`${address}${one}/`))
  return { words, to: address + to, current: pathname === address + to ? 'page' : isWithin || undefined }
}

interface DeskLink {
  readonly words: string
  readonly to: string
  readonly right: Right
  /** How the addresses begin of what belongs to it, and that it is the way back from; its own, where nothing is said. */
  readonly holds?: readonly string[]
}

const everywhere: readonly DeskLink[] = [
  { words: 'Organisers', to: '/organise/organisers', right: 'administer' },
  { words: 'Connections', to: '/organise/connections', right: 'administer' },
  { words: 'Audit log', to: '/organise/audit', right: 'administer' },
  { words: 'Places', to: '/organise/places', right: 'see' },
]

const ofCampaign: readonly DeskLink[] = [
  { words: 'Overview', to: '', right: 'see', holds: [] },
  { words: 'To do', to: '/queue', right: 'moderate', holds: ['/queue', '/take-down'] },
  { words: 'Signatures', to: '/signatures', right: 'moderate', holds: ['/signatures', '/invalidations'] },
  { words: 'Paper', to: '/paper', right: 'moderate' },
  { words: 'Letters', to: '/letters', right: 'see' },
  { words: 'Updates', to: '/updates', right: 'send' },
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
