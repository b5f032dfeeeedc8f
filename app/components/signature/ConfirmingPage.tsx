import { PlainPage } from '../page/PlainPage'
import { ConfirmPage } from './ConfirmPage'
import type { ShownReceipt, UnclearChoice } from './ReceiptPage'

export type ConfirmingPageProps = { readonly unclear: UnclearChoice | null } & (
  | { readonly kind: 'expired' | 'closed' | 'not-found' }
  | {
      readonly kind: 'to-confirm' | 'already-confirmed' | 'other-letter-sent' | 'withdrawn'
      readonly receipt: ShownReceipt
    }
)

/** Whatever a confirmation link leads to. */
export function ConfirmingPage(page: ConfirmingPageProps) {
  switch (page.kind) {
    case 'to-confirm':
      return <ConfirmPage receipt={page.receipt} unclear={page.unclear} />
    case 'already-confirmed':
      return (
        <PlainPage heading="You have confirmed this already" eyebrow={page.receipt.campaign.title}>
          <p className="lead">Thank you. It counts, and counts once.</p>
          <form method="post">
            <button type="submit" className="button primary">
              See what has become of it
            </button>
          </form>
        </PlainPage>
      )
    case 'other-letter-sent':
      return (
        <PlainPage heading="Another letter of yours has gone" eyebrow={page.receipt.campaign.title}>
          <p className="lead">
            You confirmed another letter first. One person sends one letter in a campaign.
          </p>
          <p>
            So this one is not sent. Your signature counts all the same. You can see everything at{' '}
            <a href="/my">your data</a>.
          </p>
        </PlainPage>
      )
    case 'withdrawn':
      return (
        <PlainPage heading="You have withdrawn your name" eyebrow={page.receipt.campaign.title}>
          <p className="lead">So this link has nothing left to confirm.</p>
          <p>
            If you have changed your mind, you can{' '}
            <a href={`/campaigns/${page.receipt.campaign.slug}`}>sign again</a>.
          </p>
        </PlainPage>
      )
    case 'expired':
      return (
        <PlainPage heading="This link has expired">
          <p className="lead">A link to confirm a signature works for seven days. Nothing was counted.</p>
          <p>
            Please <a href="/">choose the campaign and sign again</a>. It takes a minute.
          </p>
        </PlainPage>
      )
    case 'closed':
      return (
        <PlainPage heading="The campaign closed before you confirmed">
          <p className="lead">A link still works for a day after a campaign closes. That day has passed.</p>
          <p>
            Your signature could not be counted. <a href="/">See what came of the campaign</a>, and what else
            is open.
          </p>
        </PlainPage>
      )
    case 'not-found':
      return (
        <PlainPage heading="We do not know this link">
          <p className="lead">It may have been cut short. Please copy the whole link from the mail.</p>
          <p>
            If that does not help, <a href="/">sign the campaign again</a>.
          </p>
        </PlainPage>
      )
  }
}
