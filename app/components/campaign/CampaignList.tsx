import { Flourish } from '../page/Mark'
import { Page } from '../page/Page'
import { CampaignCard, type CardCampaign } from './CampaignCard'

/** Every campaign that may be seen: those to sign now first, then what came of the others. */
export function CampaignList({ campaigns }: { readonly campaigns: readonly CardCampaign[] }) {
  const shelves = [
    { title: 'Sign now', of: campaigns.filter(({ standing }) => standing === 'open') },
    { title: 'Paused', of: campaigns.filter(({ standing }) => standing === 'paused') },
    { title: 'Opening soon', of: campaigns.filter(({ standing }) => standing === 'not-yet-open') },
    { title: 'Closed, and what came of them', of: campaigns.filter(({ standing }) => standing === 'closed') },
  ]
  return (
    <Page
      title="Campaigns"
      description="Choose what you stand for, write to your MP in your own words, and be counted."
    >
      <div className="wrap">
        <header className="hero">
          <h1>We, the undersigned</h1>
          <Flourish />
          <p className="lead">
            Choose what you stand for. Write to your MP in your own words. Put your name to it, and be
            counted.
          </p>
        </header>
        {campaigns.length === 0 ? <Newcomer /> : null}
        {shelves
          .filter(shelf => shelf.of.length > 0)
          .map(shelf => (
            <section key={shelf.title} className="shelf" aria-labelledby={idOf(shelf.title)}>
              <h2 id={idOf(shelf.title)}>{shelf.title}</h2>
              <ul className="cards">
                {shelf.of.map(campaign => (
                  <CampaignCard key={campaign.slug} campaign={campaign} />
                ))}
              </ul>
            </section>
          ))}
      </div>
    </Page>
  )
}

/** What a new installation says before it has a campaign. */
function Newcomer() {
  return (
    <section className="sheet" aria-labelledby="newcomer-title">
      <h2 id="newcomer-title">Welcome. There is no campaign here yet.</h2>
      <p>
        If you came to sign something, please come back soon. If you look after this server, bring in your
        first campaign from its file:
      </p>
      <pre>
        <code>npm run --silent cli -- campaign import my-campaign.yaml</code>
      </pre>
      <p>
        Then <code>campaign open my-campaign</code> lets people sign it.
      </p>
    </section>
  )
}

function idOf(title: string): string {
  return title.toLowerCase().replace(/\W+/g, '-')
}
