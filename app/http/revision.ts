import { type Revising, type Revision, whoSitsNow } from '../domain/letter/revise'
import { greeted, unnamed } from '../domain/target/addressee'

/** What the page behind the link to a letter shows of it; no more goes to the page. */
export function shownRevising(revising: Revising) {
  switch (revising.kind) {
    case 'to-revise':
      return { kind: revising.kind, ...shownRevision(revising) }
    case 'settled':
      return {
        kind: revising.kind,
        campaign: { title: revising.campaign.text.title },
        state: revising.letter.state,
        ...{ addressees: revising.addressees, mails: revising.mails },
      }
    case 'cancelled':
      return { kind: revising.kind, campaign: { title: revising.campaign.text.title } }
    default:
      return { kind: revising.kind }
  }
}

function shownRevision(revision: Revision) {
  const { campaign, signature, words, seat, former, addressees } = revision
  const { name, postcode } = signature.person
  const { address1, address2, town } = words.address
  return {
    campaign: { title: campaign.text.title },
    former: former.name,
    now: whoSitsNow(revision),
    /** Whom the form sends it to: '' for nobody yet. */
    member: String(seat?.member?.id ?? ''),
    addressees,
    salutation: greeted(addressees) ?? unnamed,
    subject: words.subject,
    body: words.body,
    name,
    address: [address1, address2, town, postcode].filter(line => line !== ''),
  }
}
