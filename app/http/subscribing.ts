import type { Ports } from '../domain/ports'
import { formWording } from '../domain/privacy/privacy'
import type { Subscribing } from '../domain/update/subscriber'

/** What the page behind the link of a mail shows, and no more. */
export async function shownSubscribing({ store }: Ports, subscribing: Subscribing) {
  if (!('subscriber' in subscribing)) return { kind: subscribing.kind }
  const { kind, subscriber, campaign } = subscribing
  const agreed = await store.consentWording(campaign.id, subscriber.consentVersion)
  const { slug, text } = campaign
  return {
    kind,
    email: subscriber.email,
    consent: agreed?.news ?? formWording(text).news,
    campaign: { slug, title: text.title, organisation: text.organisation.name },
  }
}
