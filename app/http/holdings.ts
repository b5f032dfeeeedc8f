import type { RequestContext } from '../context.server'
import { dayAfter, inLondon } from '../domain/calendar/london'
import type { Letter } from '../domain/letter/letter'
import type { Seat } from '../domain/place/place'
import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'
import type { Reply } from '../domain/reply/reply'
import { type HeldWithCampaign, type Holdings, readHoldings } from '../domain/supporter/supporter'
import { addressees, asSent } from '../domain/target/addressee'
import { targetsFor } from '../domain/target/target'
import { shownFate } from './letter-fate'

/** @throws Problem `gone` for a link that has expired, `not-found` for what is none, or leads to nothing any more */
export async function holdingsByToken(
  ports: Ports,
  token: string | undefined,
): Promise<Holdings & { kind: 'held' }> {
  const holdings = await readHoldings(ports, token ?? '')
  if (holdings.kind === 'held') return holdings
  throw holdings.kind === 'expired'
    ? new Problem('gone', 'This link to your data worked for a day. Ask for a new one at “Your data”.')
    : new Problem('not-found', 'This link leads to no data that is held.')
}

/** Everything held, as its page shows it. */
export async function shownHoldings({ ports, demo }: RequestContext, holdings: Holdings & { kind: 'held' }) {
  const records = await Promise.all(holdings.records.map(record => shownRecord(ports, record)))
  return records.map(record => ({ ...record, demo: demo !== null }))
}

/** Updates that were asked for without signing. */
export function shownSubscriptions({ subscriptions }: Holdings & { kind: 'held' }) {
  return subscriptions.map(({ subscriber, campaign, consent }) => {
    const { slug, text } = campaign
    const { campaignId: _campaignId, consentVersion: _consentVersion, ...shown } = subscriber
    return {
      ...shown,
      consent: consent?.news ?? null,
      campaign: { slug, title: text.title, organisation: text.organisation.name },
    }
  })
}

async function shownRecord(ports: Ports, record: HeldWithCampaign) {
  const { signature, letters, replies, campaign } = record
  const { id, state, person, country, updates, source, signedAt, confirmedAt, number } = signature
  const seat = signature.constituencyCode ? await ports.places.seat(signature.constituencyCode) : null
  const signed = (await ports.store.campaignVersion(campaign.id, signature.version)) ?? campaign.text
  return {
    ...{ id, state, person, country, updates, source, signedAt, confirmedAt, number },
    campaign: { slug: campaign.slug, title: signed.title, organisation: campaign.text.organisation.name },
    constituency: seat?.name ?? null,
    principles: signature.principles.map(
      slug => signed.principles.find(one => one.slug === slug)?.title ?? slug,
    ),
    letters: await Promise.all(
      letters.map(async letter => ({
        ...(await shownLetter(ports, record, letter, seat)),
        reply: shownReply(
          letter,
          replies.find(one => one.letterId === letter.id),
        ),
      })),
    ),
  }
}

/** What its writer told of it; null where nothing. */
function shownReply({ acceptedAt }: Letter, reply: Reply | undefined) {
  if (!reply) return null
  const { answer, position, days, words, answeredAt } = reply
  const came = acceptedAt && days !== null ? dayAfter(inLondon(acceptedAt).day, days) : null
  return { answer, position, came, words, answeredAt }
}

async function shownLetter(
  ports: Ports,
  { campaign, signature }: HeldWithCampaign,
  letter: Letter,
  seat: Seat | null,
) {
  const { id, words, writtenAt, version } = letter
  const text = (await ports.store.campaignVersion(campaign.id, version)) ?? campaign.text
  const reached = asSent(targetsFor({ text }, seat), letter)
  const written = addressees(reached, await ports.places.parliament())
  const fate = await shownFate(ports, { letter, seat, person: signature.person }, reached, written)
  return { ...{ id, words, writtenAt }, ...fate }
}
