import type { Campaign, CampaignText } from '../campaign/campaign'
import { idBytes, type LetterId } from '../id'
import type { Letter } from '../letter/letter'
import { readLetterLink } from '../letter/link'
import type { Seat } from '../place/place'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { Signature } from '../signature/signature'
import { namesAsSent } from '../target/addressee'
import { type Reached, targetsFor } from '../target/target'
import type { Tokens } from '../token'
import { checkReply, type ReplyFields } from './form'
import type { Reply } from './reply'

/** Long enough for a reply that comes late (SEC-16). */
const surveyLifeMs = 60 * 86_400_000

export function makeSurveyToken(tokens: Tokens, id: LetterId, mailedAt: Date): string {
  return tokens.make('survey', idBytes(id), new Date(mailedAt.getTime() + surveyLifeMs))
}

/** A letter that was accepted, whose writer is asked what came of it. */
export interface Survey {
  readonly campaign: Campaign
  readonly signature: Signature
  readonly letter: Letter
  readonly acceptedAt: Date
  readonly seat: Seat | null
  /** The campaign's, as the letter's writer saw it. */
  readonly text: CampaignText
  /** Whom it went to, as they stand now. */
  readonly reached: readonly Reached[]
  /** The same by name, as within a sentence. */
  readonly sentTo: readonly string[]
  /** What its writer has told already. */
  readonly reply: Reply | null
}

/** What the link in the mail that asks leads to. */
export type Surveying =
  | ({ readonly kind: 'to-answer' } & Survey)
  /** The letter came back since, or its writer withdrew. */
  | { readonly kind: 'not-asked'; readonly campaign: Campaign }
  | { readonly kind: 'expired' | 'not-found' }

export async function readSurvey(ports: Ports, token: string): Promise<Surveying> {
  const linked = await readLetterLink(ports, 'survey', token)
  if (linked.kind !== 'found') return linked
  const { letter, campaign, signature } = linked
  const code = signature.constituencyCode
  const seat = code ? await ports.places.seat(code) : null
  const survey = await surveyOf(ports, { campaign, signature, letter, seat })
  return survey ? { kind: 'to-answer', ...survey } : { kind: 'not-asked', campaign }
}

/** Null where nobody is asked what came of the letter. */
export async function surveyOf(
  { store }: Ports,
  written: Pick<Survey, 'campaign' | 'signature' | 'letter' | 'seat'>,
): Promise<Survey | null> {
  const { campaign, signature, letter, seat } = written
  const { acceptedAt } = letter
  if (signature.state !== 'confirmed' || letter.state !== 'accepted' || !acceptedAt) return null
  const text = (await store.campaignVersion(campaign.id, letter.version)) ?? campaign.text
  const reached = targetsFor({ text }, seat)
  const reply = await store.reply(letter.id)
  return { ...written, acceptedAt, text, reached, sentTo: namesAsSent(reached, letter), reply }
}

/**
 * Records what the letter's writer tells, in the place of what they told before.
 * @throws Problem `invalid`, `gone` where the letter came back or was withdrawn meanwhile
 */
export async function answerSurvey(ports: Ports, survey: Survey, fields: ReplyFields): Promise<void> {
  const answeredAt = ports.now()
  const told = checkReply(fields, survey.acceptedAt, answeredAt)
  const outcome = await ports.store.recordReply({ letterId: survey.letter.id, ...told, answeredAt })
  if (outcome === 'not-accepted') throw new Problem('gone', 'Nothing is asked about this letter any more.')
}
