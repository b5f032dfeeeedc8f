import type { Deed } from '../audit/audit'
import type { Campaign } from '../campaign/campaign'
import { isId, type SignatureId } from '../id'
import { everySignature, type SignatureRule } from '../invalidation/invalidation'
import type { FoundRecord } from '../invalidation/store'
import type { Letter } from '../letter/letter'
import type { LetterMail } from '../letter/mail'
import { readPostcode } from '../place/postcode'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { Reply } from '../reply/reply'
import { othersTurn } from '../timer'
import { canonicalMailbox, smtpAddress } from './mailbox'

/** What somebody looks for signatures by: each names few, and none of them lists everybody. */
export const searchFields = ['email', 'postcode', 'id'] as const
export type SearchField = (typeof searchFields)[number]

export interface Search {
  readonly by: SearchField
  readonly typed: string
  readonly rule: SignatureRule
}

/** @throws Problem `invalid` naming the field */
export function readSearch(by: SearchField, typed: string): Search {
  const found = searchRules[by](typed.trim())
  if (found) return { by, typed: typed.trim(), rule: { ...everySignature, ...found } }
  throw new Problem('invalid', 'There is a problem', { [by]: searchProblems[by] })
}

const searchRules: Readonly<Record<SearchField, (typed: string) => Partial<SignatureRule> | null>> = {
  email(typed) {
    const address = smtpAddress(typed)
    return address === null ? null : { mailbox: canonicalMailbox(address) }
  },
  postcode(typed) {
    const postcode = readPostcode(typed)
    return postcode && { postcode }
  },
  id(typed) {
    const id = typed.toLowerCase()
    return isId<SignatureId>(id) ? { signature: id } : null
  },
}

const searchProblems: Readonly<Record<SearchField, string>> = {
  email: 'Enter a whole e-mail address, such as name@example.org',
  postcode: 'Enter a whole postcode, such as SW1A 1AA',
  id: 'Enter a signature’s id, as the export has it',
}

export interface FoundPage {
  readonly found: readonly FoundRecord[]
  /** Where to look on; null where all were looked at. */
  readonly next: SignatureId | null
}

/** A request looks at no more windows than these: a million signatures, in 0.3 s where nobody else asks. */
const windowsAtOnce = 500
const foundAtMost = 50

/** Finds signatures of one campaign. The log is told that somebody looked and how, and never for what. */
export async function findSignatures(
  { store }: Ports,
  campaign: Pick<Campaign, 'id'>,
  { by, rule }: Search,
  from: SignatureId | null,
  deed: Deed,
): Promise<FoundPage> {
  const found: FoundRecord[] = []
  let next = from
  for (let window = 0; window < windowsAtOnce && found.length < foundAtMost; window++) {
    const page = await store.matchingAfter(campaign.id, rule, next)
    found.push(...page.found)
    next = page.reached
    if (!next) break
    await othersTurn()
  }
  await store.recordAudit({
    ...deed,
    action: 'signature-found',
    object: `campaign:${campaign.id}`,
    campaignId: campaign.id,
    detail: { by, found: found.length },
  })
  return { found, next }
}

/** One signature with all that hangs on it. */
export interface ModeratedSignature extends FoundRecord {
  readonly constituency: string | null
  readonly letter: Letter | null
  readonly mails: readonly LetterMail[]
  readonly reply: Reply | null
}

/**
 * A signature of this campaign for whoever moderates it; the log is told.
 * @throws Problem `not-found`
 */
export async function moderatedSignature(
  ports: Ports,
  campaign: Pick<Campaign, 'id'>,
  id: string | undefined,
  deed: Deed,
): Promise<ModeratedSignature> {
  const record = await signatureOfCampaign(ports, campaign, id)
  const { store } = ports
  const { signature } = record
  await store.recordAudit({
    ...deed,
    action: 'signature-found',
    object: `signature:${signature.id}`,
    campaignId: campaign.id,
    detail: {},
  })
  const seat = signature.constituencyCode ? await store.seat(signature.constituencyCode) : null
  const letter = await store.confirmedLetter(signature.id)
  const mails = letter ? await store.letterMails(letter.id) : []
  const reply = letter ? await store.reply(letter.id) : null
  return { ...record, constituency: seat?.name ?? null, letter, mails, reply }
}

/** @throws Problem `not-found`, for another campaign's too */
export async function signatureOfCampaign(
  { store }: Ports,
  campaign: Pick<Campaign, 'id'>,
  id: string | undefined,
): Promise<FoundRecord> {
  const given = id ?? ''
  const rule = isId<SignatureId>(given) ? { ...everySignature, signature: given } : null
  const [record] = rule ? (await store.matchingAfter(campaign.id, rule, null)).found : []
  if (!record) throw new Problem('not-found', 'There is no such signature in this campaign.')
  return record
}
