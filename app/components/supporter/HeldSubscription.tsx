import type { SubscriberState } from '../../domain/update/subscriber'
import { timeInWords } from '../figure/figures'

/** Updates that somebody asked for without signing. */
export interface ShownSubscription {
  readonly id: string
  readonly state: SubscriberState
  readonly email: string
  readonly askedAt: Date
  readonly confirmedAt: Date | null
  /** The words that were agreed to. */
  readonly consent: string | null
  readonly campaign: { readonly slug: string; readonly title: string; readonly organisation: string }
}

interface HeldSubscriptionProps {
  readonly address: string
  readonly subscription: ShownSubscription
}

const states: Readonly<Record<SubscriberState, string>> = {
  pending: 'Waits for you to confirm it',
  confirmed: 'Confirmed: updates come',
  unsubscribed: 'Unsubscribed: none come',
}

export function HeldSubscription({ address, subscription }: HeldSubscriptionProps) {
  const { id, state, email, askedAt, confirmedAt, consent, campaign } = subscription
  const facts: readonly (readonly [string, string | null])[] = [
    ['Updates without a signature', states[state]],
    ['E-mail address', email],
    ['Asked for', timeInWords(askedAt)],
    ['Confirmed', confirmedAt && timeInWords(confirmedAt)],
    ['You agreed', consent],
  ]
  return (
    <article className="sheet held" aria-labelledby={`held-${id}`}>
      <p className="eyebrow">{campaign.organisation}</p>
      <h2 id={`held-${id}`}>
        <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
      </h2>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <form method="post" action={address}>
        <input type="hidden" name="id" value={id} />
        <button type="submit" className="button" name="intent" value="forget-news">
          Stop these updates and delete this
        </button>
      </form>
    </article>
  )
}
