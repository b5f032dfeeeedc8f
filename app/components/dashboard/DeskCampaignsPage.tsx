import type { Standing } from '../../domain/campaign/campaign'
import type { DeskCampaign } from '../../domain/campaign/desk-campaigns'
import type { Organiser } from '../../domain/organiser/organiser'
import { counted, figure, inPercent } from '../figure/figures'
import { Sparkline } from '../figure/Sparkline'
import { OrganisePage } from '../page/OrganisePage'

interface DeskCampaignsPageProps {
  readonly organiser: Organiser
  readonly campaigns: readonly DeskCampaign[]
  readonly mayMake: boolean
}

/** Where an organiser begins: every campaign that they may see, how it goes, and what waits for somebody. */
export function DeskCampaignsPage({ organiser, campaigns, mayMake }: DeskCampaignsPageProps) {
  return (
    <OrganisePage heading="Your campaigns" organiser={organiser}>
      {campaigns.length === 0 ? (
        <Nothing mayMake={mayMake} />
      ) : (
        <>
          {mayMake ? (
            <p>
              <a className="button" href="/organise/campaigns/new">
                New campaign
              </a>
            </p>
          ) : null}
          <ul className="desk-campaigns">
            {campaigns.map(campaign => (
              <DeskCard key={campaign.slug} campaign={campaign} />
            ))}
          </ul>
        </>
      )}
    </OrganisePage>
  )
}

function Nothing({ mayMake }: { readonly mayMake: boolean }) {
  if (!mayMake)
    return (
      <p className="lead">
        There is no campaign that you may see yet. Ask whoever invited you which one it should be.
      </p>
    )
  return (
    <>
      <p className="lead">There is no campaign yet. The first takes about a quarter of an hour.</p>
      <p>
        <a className="button primary" href="/organise/campaigns/new">
          Make the first campaign
        </a>
      </p>
    </>
  )
}

function DeskCard({ campaign }: { readonly campaign: DeskCampaign }) {
  const { slug, title, standing, signatures, goal, lately } = campaign
  const address = `/organise/campaigns/${slug}`
  const week = lately.reduce((sum, { count }) => sum + count, 0)
  return (
    <li className="desk-card">
      <div>
        <p className="badge">{standings[standing]}</p>
        <h2>
          <a href={address}>{title}</a>
        </h2>
        <ToDo campaign={campaign} address={address} />
      </div>
      <div className="desk-count">
        <p>
          <strong>{figure(signatures)}</strong> {signatures === 1 ? 'signature' : 'signatures'}
        </p>
        <p className="hint">
          {inPercent(signatures / goal)} of {figure(goal)}
        </p>
      </div>
      <div className="desk-lately">
        <Sparkline days={lately} />
        <p className="hint">{figure(week)} in the last 14 days</p>
      </div>
    </li>
  )
}

/** What needs a person; nothing where nothing does, or where this person may not. */
function ToDo({ campaign, address }: { readonly campaign: DeskCampaign; readonly address: string }) {
  const { held, unknown, mayModerate } = campaign
  if (!mayModerate || held + unknown === 0) return null
  const parts = [
    held > 0 ? `${counted(held, 'letter is', 'letters are')} held` : '',
    unknown > 0 ? `nobody knows whether ${counted(unknown, 'letter', 'letters')} arrived` : '',
  ]
  return (
    <p className="to-do">
      <a href={`${address}/queue`}>{parts.filter(words => words !== '').join('; ')}</a>
    </p>
  )
}

const standings: Readonly<Record<Standing, string>> = {
  draft: 'Draft',
  'not-yet-open': 'Not open yet',
  open: 'Open',
  paused: 'Paused',
  closed: 'Closed',
  'taken-down': 'Taken down',
}
