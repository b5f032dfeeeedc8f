import { dayInWords } from '../../domain/calendar/day-in-words'
import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import { Markdown } from '../page/Markdown'
import { hasTally, Tally } from './Tally'

export type CardCampaign = Pick<
  PublicCampaign,
  'slug' | 'title' | 'summary' | 'signatures' | 'goal' | 'standing' | 'opens' | 'outcome'
> & { readonly organisation: string }

/** A campaign in a list: what it asks, who asks it, and how it stands. */
export function CampaignCard({ campaign }: { readonly campaign: CardCampaign }) {
  const { slug, title, summary, organisation, standing, opens, outcome } = campaign
  return (
    <li className={`card card-${standing}`}>
      <p className="eyebrow">{organisation}</p>
      <h3>
        <a href={`/campaigns/${slug}`}>{title}</a>
      </h3>
      <p>{summary}</p>
      {standing === 'closed' && outcome ? (
        <div className="outcome">
          <h4>What came of it</h4>
          <Markdown text={outcome} headingsFrom={5} />
        </div>
      ) : null}
      {standing === 'not-yet-open' ? (
        <p className="badge">{opens ? `Opens on ${dayInWords(opens)}` : 'Opens soon'}</p>
      ) : hasTally(campaign) ? (
        <Tally campaign={campaign} id={`count-${slug}`} />
      ) : null}
    </li>
  )
}
