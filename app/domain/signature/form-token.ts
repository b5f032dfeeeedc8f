import type { Campaign } from '../campaign/campaign'
import type { Tokens } from '../token'

/** What a page's token says of its rendering. */
export interface ShownForm {
  readonly campaignId: number
  readonly version: number
  readonly consentVersion: number
  readonly issuedAt: Date
}

/** The page of a form may be sent for so long. */
const formLifeMs = 24 * 3_600_000

/** The token of a page: the same for everyone who sees that rendering. */
export function makeFormToken(tokens: Tokens, campaign: Campaign, at: Date): string {
  const subject = Buffer.alloc(12)
  subject.writeUInt32BE(campaign.id, 0)
  subject.writeUInt32BE(campaign.version, 4)
  subject.writeUInt32BE(campaign.consentVersion, 8)
  return tokens.make('form', subject, new Date(at.getTime() + formLifeMs))
}

/**
 * The token for a page that is shown again: the one it had while that is good, so that waiting a moment suffices. A
 * page that now shows another text than the token says gets a new one, since a signature remembers what it signed.
 */
export function renewFormToken(tokens: Tokens, token: string, campaign: Campaign, at: Date): string {
  const shown = readFormToken(tokens, token, campaign, at, 0)
  const keeps =
    typeof shown !== 'string' &&
    shown.version === campaign.version &&
    shown.consentVersion === campaign.consentVersion
  return keeps ? token : makeFormToken(tokens, campaign, at)
}

/** What a token says, or in words why its page cannot be taken. */
export function readFormToken(
  tokens: Tokens,
  token: string,
  campaign: Campaign,
  at: Date,
  formMinMs: number,
): ShownForm | string {
  const answer = tokens.read('form', token, at)
  if (answer.kind === 'expired')
    return 'This page had been open for more than a day. Please check it and send it again'
  if (answer.kind === 'forged' || answer.subject.length !== 12)
    return 'This page could not be read. Please send it again'
  const [campaignId, version, consentVersion] = [0, 4, 8].map(offset => answer.subject.readUInt32BE(offset))
  const issuedAt = new Date(answer.expiresAt.getTime() - formLifeMs)
  if (campaignId !== campaign.id || !version || !consentVersion)
    return 'This page belongs to another campaign. Please send it again'
  if (at.getTime() - issuedAt.getTime() < formMinMs)
    return 'That was very quick. Please wait a few seconds and send it again'
  return { campaignId, version, consentVersion, issuedAt }
}
