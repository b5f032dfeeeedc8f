import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary } from '../form/ErrorSummary'
import { Page } from '../page/Page'
import { NewsForm } from './NewsForm'

interface NewsPageProps {
  readonly campaign: Pick<PublicCampaign, 'slug' | 'title' | 'organisation' | 'wording'>
  readonly typed: { readonly email: string; readonly news: string; readonly form: string }
  readonly problems: FieldProblems
}

const places = { 'news-email': 'news-email', news: 'news-agree', form: 'news-send' }

/** The form that asks for updates, by itself. */
export function NewsPage({ campaign, typed, problems }: NewsPageProps) {
  return (
    <Page
      title={`Updates by e-mail: ${campaign.title}`}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={places} elsewhere="news" />}
    >
      <div className="column">
        <p className="eyebrow">
          <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
        </p>
        <h1>Updates by e-mail</h1>
        <NewsForm campaign={campaign} typed={typed} problems={problems} />
      </div>
    </Page>
  )
}
