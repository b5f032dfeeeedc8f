import { type Campaign, standing } from '../campaign/campaign'
import type { LetterId, SignatureId } from '../id'
import type { LetterWords } from '../letter/letter'
import { fingerprint } from '../likeness/likeness'
import type { Likenesses } from '../likeness/likeness-index'
import { refuseBeyondHard } from '../limit'
import type { Seat } from '../place/place'
import { placeSupporter, refuseUnclear } from '../place/placing'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { SignForm } from './form'
import { canonicalMailbox, mailDomain } from './mailbox'
import type { LetterDraft, SignatureDraft } from './signature'

/** Where a request comes from: the keyed prefix of its network, 8 bytes, or null where it is not known. */
export interface Visitor {
  readonly network: Uint8Array | null
}

/**
 * Records a signature, its letter if it has one and the mail to its mailbox. Nothing it answers tells what was
 * already held for that mailbox.
 * @throws Problem `not-open`, `too-many`, `invalid` where the constituency that was typed is not one
 */
export async function sign(
  ports: Ports,
  campaign: Campaign,
  form: SignForm,
  visitor: Visitor,
): Promise<void> {
  const at = ports.now()
  if (standing(campaign, at) !== 'open') throw notOpen()
  const within = visitor.network
    ? refuseBeyondHard(await ports.limits.take('sign', `${campaign.id}/${hex(visitor.network)}`, at))
    : 'within'
  const draft = await draftOf(ports, campaign, form, visitor, within, at)
  const [recorded] = await ports.store.recordSignatures([draft])
  if (recorded === 'not-open') throw notOpen()
  // Only a mail that goes is counted: else ten posts that mail nobody would keep the owner's own mail from them.
  const mails = recorded === 'recorded' || recorded === 'repeated'
  if (mails && draft.verdict === 'person') await ports.limits.take('mail', draft.mailbox, at)
}

/**
 * How alike a letter's words are to the campaign's earlier letters.
 * @param former the words that these take the place of, which are among those letters; null for a new letter
 */
export async function likenessOf(
  ports: Ports,
  campaign: Campaign,
  body: string,
  former: string | null = null,
): Promise<Likenesses> {
  const own = former === null ? null : fingerprint(former)
  return ports.earlierLetters.compare(campaign.id, fingerprint(body), own)
}

async function draftOf(
  ports: Ports,
  campaign: Campaign,
  form: SignForm,
  visitor: Visitor,
  within: 'within' | 'soft',
  at: Date,
): Promise<SignatureDraft> {
  const { located, search, constituency } = await placeSupporter(ports, form.postcode, form.constituency)
  refuseUnclear(search, form.constituency)
  const mailbox = canonicalMailbox(form.email)
  return {
    id: ports.newId<SignatureId>(),
    campaignId: campaign.id,
    version: form.shown.version,
    consentVersion: form.shown.consentVersion,
    person: { name: form.name, email: form.email, postcode: form.postcode?.full ?? '' },
    mailbox,
    mailDomain: mailDomain(form.email),
    country: form.country,
    outward: form.postcode?.outward ?? null,
    constituency,
    seat: located?.kind === 'away' && !constituency ? 'later' : 'settled',
    principles: form.principles,
    updates: form.updates,
    source: form.source,
    letter: form.letter && (await letterDraft(ports, campaign, form.letter, constituency?.code ?? null)),
    verdict: form.verdict,
    review: within === 'soft' ? 'network' : null,
    mail: (await ports.limits.peek('mail', mailbox, at)).kind === 'hard' ? 'withheld' : 'allowed',
    network: visitor.network,
    at,
  }
}

async function letterDraft(
  ports: Ports,
  campaign: Campaign,
  words: LetterWords,
  constituencyCode: string | null,
): Promise<LetterDraft> {
  const toMp = campaign.text.target.includes('constituency-mp')
  const seat = toMp && constituencyCode ? await ports.places.seat(constituencyCode) : null
  const { greatest } = await likenessOf(ports, campaign, words.body)
  return {
    id: ports.newId<LetterId>(),
    words,
    memberId: await memberWrittenTo(ports, seat),
    fingerprint: fingerprint(words.body),
    likeness: greatest,
  }
}

/** While nobody sits, the last who did: the words may speak of them all the same. */
async function memberWrittenTo({ store }: Ports, seat: Seat | null): Promise<number | null> {
  const member = seat && (seat.member ?? (await store.lastMember(seat.code)))
  return member?.id ?? null
}

function notOpen(): Problem {
  return new Problem('not-open', 'This campaign is not taking signatures at the moment.')
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
