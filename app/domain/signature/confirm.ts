import { type Campaign, closedSince, lateConfirmationMs } from '../campaign/campaign'
import { idBytes, idFromBytes, type LetterId, type SignatureId } from '../id'
import type { Letter } from '../letter/letter'
import type { Located, Seat } from '../place/place'
import { readPostcode } from '../place/postcode'
import { searchSeats } from '../place/seat-choice'
import { searchProblem } from '../place/seat-search'
import type { Ports } from '../ports'
import { type Reached, targetsFor } from '../target/target'
import type { Tokens } from '../token'
import type { Signature } from './signature'

/** A link in a confirmation mail counts for 7 days (SEC-16), and for 24 hours after the campaign closes. */
const confirmationLifeMs = 7 * 86_400_000

/** A receipt can be looked at for 7 days. */
const receiptLifeMs = 7 * 86_400_000

/** A signature with what its pages show of it. */
export interface Receipt {
  readonly campaign: Campaign
  readonly signature: Signature
  readonly letter: Letter | null
  readonly seat: Seat | null
  /** What is known now of a postcode that settled no constituency; null where one is settled, and abroad. */
  readonly located: Located | null
  /** Whom the letter goes to, or why it cannot. */
  readonly reached: readonly Reached[]
}

/** What a confirmation link leads to. */
export type Confirming =
  | ({ readonly kind: 'to-confirm' } & Receipt)
  | ({ readonly kind: 'already-confirmed' | 'other-letter-sent' | 'withdrawn' } & Receipt)
  | { readonly kind: 'expired' | 'closed' | 'not-found' }

export function makeConfirmToken(
  tokens: Tokens,
  signatureId: SignatureId,
  letterId: LetterId | null,
  mailedAt: Date,
): string {
  const subject = letterId ? Buffer.concat([idBytes(signatureId), idBytes(letterId)]) : idBytes(signatureId)
  return tokens.make('confirm', subject, new Date(mailedAt.getTime() + confirmationLifeMs))
}

function makeReceiptToken(ports: Ports, signatureId: SignatureId): string {
  return ports.tokens.make('receipt', idBytes(signatureId), new Date(ports.now().getTime() + receiptLifeMs))
}

/** Reads what a confirmation link would do, and does nothing. */
export async function readConfirmation(ports: Ports, token: string): Promise<Confirming> {
  const named = readConfirmToken(ports, token)
  if (typeof named === 'string') return { kind: named }
  const receipt = await receiptOf(ports, named.signatureId, named.letterId)
  if (!receipt || (named.letterId && !receipt.letter)) return { kind: 'not-found' }
  const { signature, letter, campaign } = receipt
  if (signature.state === 'invalidated') return { kind: 'not-found' }
  if (signature.state === 'withdrawn') return { kind: 'withdrawn', ...receipt }
  if (letter?.state === 'cancelled') return { kind: 'other-letter-sent', ...receipt }
  const done = signature.state === 'confirmed' && letter?.state !== 'unconfirmed'
  if (done) return { kind: 'already-confirmed', ...receipt }
  return tooLate(campaign, ports.now()) ? { kind: 'closed' } : { kind: 'to-confirm', ...receipt }
}

/**
 * Does what the link shows: counts the signature once and queues its letter.
 * @param chosen the constituency chosen on the page where the postcode settled nothing: a code, or a name as typed
 * @returns `unclear` where that is not one constituency: nothing was done
 */
export async function confirm(
  ports: Ports,
  token: string,
  chosen: string,
): Promise<{ readonly kind: 'done'; readonly receiptToken: string } | UnclearSeat | Confirming> {
  const confirming = await readConfirmation(ports, token)
  if (confirming.kind === 'already-confirmed')
    return { kind: 'done', receiptToken: makeReceiptToken(ports, confirming.signature.id) }
  if (confirming.kind !== 'to-confirm') return confirming
  const { signature, letter } = confirming
  const choice = await readChoice(ports, confirming, chosen)
  if (choice?.kind === 'unclear') return choice
  const [confirmed] = await ports.store.confirmSignatures([
    {
      signatureId: signature.id,
      letterId: letter?.id ?? null,
      constituencyCode: choice?.code ?? null,
      at: ports.now(),
    },
  ])
  if (confirmed === 'withdrawn' || confirmed === 'other-letter-sent')
    return { ...confirming, kind: confirmed }
  if (confirmed === 'not-found') return { kind: 'not-found' }
  return { kind: 'done', receiptToken: makeReceiptToken(ports, signature.id) }
}

/** What a receipt's link shows. */
export async function readReceipt(
  ports: Ports,
  token: string,
): Promise<({ readonly kind: 'found' } & Receipt) | { readonly kind: 'expired' | 'not-found' }> {
  const answer = ports.tokens.read('receipt', token, ports.now())
  if (answer.kind === 'expired') return { kind: 'expired' }
  if (answer.kind === 'forged' || answer.subject.length !== 16) return { kind: 'not-found' }
  const receipt = await receiptOf(ports, idFromBytes<SignatureId>(answer.subject), null)
  return receipt ? { kind: 'found', ...receipt } : { kind: 'not-found' }
}

/** What was chosen is not one constituency; `words` say so to whoever chose. */
export interface UnclearSeat {
  readonly kind: 'unclear'
  readonly words: string
}

/** Gives a signature the constituency its supporter chooses, and lets a waiting letter go on. */
export async function chooseConstituency(
  ports: Ports,
  receipt: Receipt,
  chosen: string,
): Promise<{ readonly kind: 'chosen' } | UnclearSeat> {
  const choice = await readChoice(ports, receipt, chosen)
  if (choice?.kind === 'unclear') return choice
  if (!choice) return { kind: 'unclear', words: 'Choose your constituency' }
  await ports.store.chooseConstituency(receipt.signature.id, choice.code, ports.now())
  return { kind: 'chosen' }
}

/** Null where nothing was chosen, or nothing is left to choose. */
async function readChoice(
  ports: Ports,
  { signature, located }: Receipt,
  chosen: string,
): Promise<{ readonly kind: 'one'; readonly code: string } | UnclearSeat | null> {
  if (signature.constituencyCode) return null
  const search = await searchSeats(ports, located, chosen)
  if (search.kind === 'one') return { kind: 'one', code: search.seat.code }
  const words = searchProblem(search, chosen)
  return words === null ? null : { kind: 'unclear', words }
}

/** @param letterId the letter to show; null for the one that was confirmed, if there is one */
async function receiptOf(ports: Ports, id: SignatureId, letterId: LetterId | null): Promise<Receipt | null> {
  const signature = await ports.store.signature(id)
  const campaign = signature && (await ports.store.campaignById(signature.campaignId))
  if (!signature || !campaign) return null
  const named = letterId ? await ports.store.letter(letterId) : await ports.store.confirmedLetter(id)
  const letter = named?.signatureId === signature.id ? named : null
  const seat = signature.constituencyCode ? await ports.places.seat(signature.constituencyCode) : null
  const postcode = signature.constituencyCode ? null : readPostcode(signature.person.postcode)
  const located = postcode && (await ports.places.lookUp(postcode))
  const text = letter
    ? ((await ports.store.campaignVersion(campaign.id, letter.version)) ?? campaign.text)
    : campaign.text
  return { campaign, signature, letter, seat, located, reached: targetsFor({ text }, seat) }
}

function readConfirmToken(
  ports: Ports,
  token: string,
): { readonly signatureId: SignatureId; readonly letterId: LetterId | null } | 'expired' | 'not-found' {
  const answer = ports.tokens.read('confirm', token, ports.now())
  if (answer.kind === 'expired') return 'expired'
  if (answer.kind === 'forged' || ![16, 32].includes(answer.subject.length)) return 'not-found'
  return {
    signatureId: idFromBytes<SignatureId>(answer.subject),
    letterId: answer.subject.length === 32 ? idFromBytes<LetterId>(answer.subject.subarray(16)) : null,
  }
}

function tooLate(campaign: Campaign, at: Date): boolean {
  if (campaign.state === 'taken-down') return true
  const closed = closedSince(campaign, at)
  return closed !== null && at.getTime() - closed.getTime() >= lateConfirmationMs
}
