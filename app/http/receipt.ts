import type { RequestContext } from '../context.server'
import { wholeLetter } from '../domain/letter/letter'
import { seatChoice } from '../domain/place/seat-choice'
import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'
import { type Receipt, readReceipt } from '../domain/signature/confirm'
import { addressees, asSent, greeted, unnamed } from '../domain/target/addressee'
import { shownFate } from './letter-fate'

/** @throws Problem `gone` for a link that has expired, `not-found` */
export async function receiptByToken(ports: Ports, token: string | undefined): Promise<Receipt> {
  const found = await readReceipt(ports, token ?? '')
  if (found.kind === 'found') return found
  throw found.kind === 'expired'
    ? new Problem('gone', 'This page could be seen for seven days. What is held is at “Your data”.')
    : new Problem('not-found', 'We do not know this link.')
}

/** What the pages behind a confirmation's or a receipt's link show of a signature; no more goes to the page. */
export async function shownReceipt({ ports, demo }: RequestContext, receipt: Receipt) {
  const { campaign, signature, letter, seat, located, reached } = receipt
  const { person } = signature
  const register = located?.kind === 'away' ? 'away' : 'answers'
  const written = addressees(
    letter ? asSent(reached, letter) : reached,
    await ports.places.parliament(),
    register,
  )
  const signed = await signedText(ports, receipt)
  return {
    campaign: {
      slug: campaign.slug,
      title: signed.title,
      organisation: { name: campaign.text.organisation.name, contact: campaign.text.organisation.contact },
      links: campaign.text.links,
      thanks: campaign.text.thanks ?? '',
      address: `${ports.settings.publicOrigin}/campaigns/${campaign.slug}`,
    },
    state: signature.state,
    number: signature.number,
    name: person.name,
    postcode: person.postcode,
    updates: signature.updates,
    principles: signature.principles.flatMap(slug =>
      signed.principles.filter(one => one.slug === slug).map(({ title }) => title),
    ),
    constituency: seat?.name ?? null,
    mp: seat?.member?.name ?? null,
    addressees: written,
    letter: letter && {
      ...(await shownFate(ports, { letter, seat, person }, reached, written)),
      subject: letter.words?.subject ?? null,
      whole: letter.words && wholeLetter(letter.words, person, greeted(written) ?? unnamed),
    },
    /** Null where the constituency is settled. */
    choice: signature.constituencyCode === null ? await seatChoice(ports, person.postcode, located) : null,
    demo: demo !== null,
  }
}

/** The text as it was when it was signed. */
async function signedText(ports: Ports, { campaign, signature }: Receipt) {
  if (signature.version === campaign.version) return campaign.text
  return (await ports.store.campaignVersion(campaign.id, signature.version)) ?? campaign.text
}
