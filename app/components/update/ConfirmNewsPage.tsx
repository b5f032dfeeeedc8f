import { PlainPage } from '../page/PlainPage'
import { UnknownLink, YourData } from '../page/UnknownLink'

type ConfirmNewsPageProps =
  | { readonly kind: 'expired' | 'not-found' }
  | {
      readonly kind: 'to-confirm' | 'confirmed'
      readonly email: string
      /** The words that were agreed to. */
      readonly consent: string
      readonly campaign: { readonly slug: string; readonly title: string; readonly organisation: string }
    }

/** Whatever the link leads to that asked whether somebody wants updates. */
export function ConfirmNewsPage(page: ConfirmNewsPageProps) {
  switch (page.kind) {
    case 'not-found':
      return <UnknownLink />
    case 'expired':
      return (
        <PlainPage heading="This link has expired">
          <p className="lead">
            A link to confirm works for seven days. Ask for updates again on the campaign’s page.
          </p>
          <YourData />
        </PlainPage>
      )
    case 'confirmed':
      return (
        <PlainPage heading="You will get updates" eyebrow={page.campaign.organisation}>
          <p className="lead">
            Updates on <a href={`/campaigns/${page.campaign.slug}`}>{page.campaign.title}</a> come to{' '}
            {page.email}.
          </p>
          <p>Each of them has a link that stops them with one press.</p>
          <YourData />
        </PlainPage>
      )
    case 'to-confirm':
      return (
        <PlainPage heading="Do you want updates?" eyebrow={page.campaign.organisation}>
          <p className="lead">
            Nothing comes until you press the button. Updates on “{page.campaign.title}” would go to{' '}
            {page.email}.
          </p>
          <p className="callout">{page.consent}</p>
          <form method="post">
            <button type="submit" className="button primary">
              Yes, send me updates
            </button>
          </form>
          <p className="hint">If you did not ask for them, close this page.</p>
        </PlainPage>
      )
  }
}
