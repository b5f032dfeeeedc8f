import type { Campaign } from '../campaign/campaign'
import { idFromBytes, type LetterId } from '../id'
import type { Ports } from '../ports'
import type { Signature } from '../signature/signature'
import type { Letter } from './letter'

/** A letter with all that a link to it is about. */
export interface LinkedLetter {
  readonly kind: 'found'
  readonly letter: Letter
  readonly campaign: Campaign
  readonly signature: Signature
}

/** What a link mailed to a letter's writer leads to. */
export async function readLetterLink(
  { tokens, store, now }: Ports,
  purpose: 'letter' | 'survey',
  token: string,
): Promise<LinkedLetter | { readonly kind: 'expired' | 'not-found' }> {
  const answer = tokens.read(purpose, token, now())
  if (answer.kind === 'expired') return { kind: 'expired' }
  if (answer.kind === 'forged' || answer.subject.length !== 16) return { kind: 'not-found' }
  const letter = await store.letter(idFromBytes<LetterId>(answer.subject))
  const campaign = letter && (await store.campaignById(letter.campaignId))
  const signature = letter && (await store.signature(letter.signatureId))
  return letter && campaign && signature
    ? { kind: 'found', letter, campaign, signature }
    : { kind: 'not-found' }
}
