import type { ShownFate } from '../../domain/letter/fate'
import { PlainPage } from '../page/PlainPage'
import { UnknownLink, YourData } from '../page/UnknownLink'
import { LetterFate } from './LetterFate'
import { type RefusedWords, RevisePage, type ShownRevision } from './RevisePage'

export type RevisingPageProps = { readonly refused: RefusedWords | null } & (
  | { readonly kind: 'expired' | 'not-found' }
  | { readonly kind: 'cancelled'; readonly campaign: { readonly title: string } }
  | ({ readonly kind: 'settled'; readonly campaign: { readonly title: string } } & ShownFate)
  | ({ readonly kind: 'to-revise' } & ShownRevision)
)

/** Whatever the link leads to that asked for another look at a letter. */
export function RevisingPage(page: RevisingPageProps) {
  switch (page.kind) {
    case 'to-revise':
      return <RevisePage {...page} />
    case 'settled':
      return (
        <PlainPage heading="Your letter no longer waits for you" eyebrow={page.campaign.title}>
          <LetterFate {...page} />
          <YourData />
        </PlainPage>
      )
    case 'cancelled':
      return (
        <PlainPage heading="Your letter is not sent" eyebrow={page.campaign.title}>
          <p className="lead">It was cancelled, and its words have been deleted.</p>
          <YourData />
        </PlainPage>
      )
    case 'expired':
      return (
        <PlainPage heading="This link has expired">
          <p className="lead">A link to look at a letter again works for 28 days. The letter was not sent.</p>
          <p>
            You can read it and withdraw it at <a href="/my">your data</a>, and then sign again.
          </p>
        </PlainPage>
      )
    case 'not-found':
      return <UnknownLink />
  }
}
