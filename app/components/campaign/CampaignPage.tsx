import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import type { FieldProblems } from '../../domain/problem'
import type { SignFields } from '../../domain/signature/form'
import { ErrorSummary } from '../form/ErrorSummary'
import { MailAddress } from '../page/MailAddress'
import { Flourish } from '../page/Mark'
import { Markdown } from '../page/Markdown'
import { Page } from '../page/Page'
import { SignForm } from '../signature/SignForm'
import { CampaignUpdates, feedOf, type ListedUpdate } from '../update/CampaignUpdates'
import { NewsForm } from '../update/NewsForm'
import { CampaignLinks, OrganisationFoot } from './CampaignLinks'
import { PrincipleList, principleId } from './PrincipleChoice'
import { Standstill, WhatCameOfIt } from './Standstill'
import { hasTally, Tally } from './Tally'

export interface CampaignPageProps {
  readonly campaign: PublicCampaign
  /** The latest that are public, newest first. */
  readonly updates: readonly ListedUpdate[]
  readonly fields: SignFields
  readonly problems: FieldProblems
  /** Set while a campaign that writes to MPs finds none: the day of the general election, where it is known. */
  readonly dissolution: { readonly election: string | null } | null
  /** Where the form was sent that is refused here. */
  readonly sentTo: 'sign' | 'letter'
  /** Who runs the site. */
  readonly reportTo: string
  readonly demo: {
    readonly postcodes: readonly { readonly postcode: string; readonly note: string }[]
  } | null
}

/** The campaign: what it asks, what it stands on, how many stand with it, and the form. */
export function CampaignPage(page: CampaignPageProps) {
  const { campaign, problems, updates, fields } = page
  const refused = Object.keys(problems).length > 0
  const open = campaign.standing === 'open'
  return (
    <Page
      title={campaign.title}
      description={campaign.summary}
      refused={refused}
      feed={feedOf(campaign)}
      before={<ErrorSummary problems={problems} places={placesOf(campaign)} elsewhere="send" wide />}
    >
      <article className="campaign">
        <header className="campaign-head">
          <p className="eyebrow">{campaign.organisation.name}</p>
          <h1>{campaign.title}</h1>
          <Flourish />
          <p className="lead">{campaign.summary}</p>
        </header>
        {hasTally(campaign) ? (
          <section className="count-card" aria-label="Signatures so far">
            <Tally campaign={campaign} id="count" />
            {open ? (
              <a className="button" href="#sign">
                Add your name
              </a>
            ) : null}
          </section>
        ) : null}
        <div className="reading">
          {campaign.standing === 'closed' ? <WhatCameOfIt campaign={campaign} /> : null}
          <div className="statement">
            <Markdown text={campaign.statement} />
          </div>
          {open ? (
            <SignForm {...page} />
          ) : (
            <>
              <PrincipleList principles={campaign.principles} />
              {campaign.conclusion ? <Markdown text={campaign.conclusion} /> : null}
              <Standstill campaign={campaign} />
            </>
          )}
          {campaign.replies === 'public' ? (
            <p>
              <a href={`/campaigns/${campaign.slug}/replies`}>What came of the letters so far</a>
            </p>
          ) : null}
          <CampaignUpdates campaign={campaign} updates={updates} />
          <CampaignLinks links={campaign.links} />
          <NewsForm
            campaign={campaign}
            typed={{ email: '', news: '', form: fields.values.form }}
            problems={{}}
          />
          <OrganisationFoot organisation={campaign.organisation} />
          <Report campaign={campaign} to={page.reportTo} />
        </div>
      </article>
    </Page>
  )
}

/** For what its organisation cannot be asked to mend: it may be what is wrong. */
function Report({ campaign, to }: { readonly campaign: PublicCampaign; readonly to: string }) {
  const subject = encodeURIComponent(`Report: /campaigns/${campaign.slug}`)
  return (
    <p className="hint">
      Is something wrong with this page, such as a false claim or somebody’s private data?{' '}
      <a href={`mailto:${to}?subject=${subject}`}>Report it to whoever runs this site</a>, at{' '}
      <MailAddress address={to} />.
    </p>
  )
}

function placesOf({ principles }: PublicCampaign): Record<string, string> {
  return {
    principle: principles[0] ? principleId(principles[0]) : 'send',
    name: 'name',
    email: 'email',
    postcode: 'postcode',
    country: 'country',
    updates: 'updates-yes',
    agree: 'agree',
    form: 'send',
  }
}
