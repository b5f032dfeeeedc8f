import { PlainPage } from '../page/PlainPage'
import { UnknownLink, YourData } from '../page/UnknownLink'
import { type RefusedReply, type ShownSurvey, SurveyPage } from './SurveyPage'

export type SurveyingPageProps = { readonly done: boolean; readonly refused: RefusedReply | null } & (
  | { readonly kind: 'expired' | 'not-found' }
  | { readonly kind: 'not-asked'; readonly campaign: { readonly title: string } }
  | ({ readonly kind: 'to-answer' } & ShownSurvey)
)

/** Whatever the link leads to that asked whether there was a reply. */
export function SurveyingPage(page: SurveyingPageProps) {
  switch (page.kind) {
    case 'to-answer':
      return <SurveyPage {...page} />
    case 'not-asked':
      return (
        <PlainPage heading="Nothing is asked any more" eyebrow={page.campaign.title}>
          <p className="lead">Your letter came back, or you have withdrawn your name since we asked.</p>
          <YourData />
        </PlainPage>
      )
    case 'expired':
      return (
        <PlainPage heading="This link has expired">
          <p className="lead">A link to say whether there was a reply works for 60 days.</p>
          <YourData />
        </PlainPage>
      )
    case 'not-found':
      return <UnknownLink />
  }
}
