import { uuidv7 } from 'uuidv7'
import type { Campaign } from '../../app/domain/campaign/campaign'
import type { LetterId, PaperSignatureId, SignatureId } from '../../app/domain/id'
import type { PaperDraft } from '../../app/domain/paper/paper-signature'
import { canonicalMailbox, mailDomain } from '../../app/domain/signature/mailbox'
import type { LetterDraft, SignatureDraft } from '../../app/domain/signature/signature'

/** A valid draft; a test spells only what is odd about its own. */
export function signatureDraft(
  campaign: Campaign,
  at: Date,
  {
    email = 'rosa@example.org',
    name = 'Rosa Lind',
    postcode = 'ZZ1 1AA',
    ...odd
  }: Partial<SignatureDraft> & {
    readonly email?: string
    readonly name?: string
    readonly postcode?: string
  } = {},
): SignatureDraft {
  return {
    id: uuidv7() as SignatureId,
    campaignId: campaign.id,
    version: campaign.version,
    consentVersion: campaign.consentVersion,
    person: { name, email, postcode },
    mailbox: canonicalMailbox(email),
    mailDomain: mailDomain(email),
    country: 'GB',
    outward: postcode.split(' ')[0] ?? null,
    constituency: { code: 'Z14000101', by: 'postcode' },
    seat: 'settled',
    principles: ['zebra'],
    updates: false,
    source: null,
    letter: null,
    verdict: 'person',
    review: null,
    mail: 'allowed',
    network: null,
    at,
    ...odd,
  }
}

export function letterDraft(body = 'Please paint the stripes on Mill Lane.'): LetterDraft {
  return {
    id: uuidv7() as LetterId,
    words: {
      subject: 'Mill Lane',
      body,
      address: { address1: '4 Weaver Row', address2: '', town: 'Ashford' },
    },
    memberId: 1,
    fingerprint: [],
    likeness: 0,
  }
}

/** A line of a sheet; a test spells only what is odd about its own. */
export function paperDraft(odd: Partial<PaperDraft> = {}): PaperDraft {
  return {
    id: uuidv7() as PaperSignatureId,
    name: 'Ivo Finch',
    address: '2 Mill Lane',
    postcode: { full: 'ZZ2 1AA', outward: 'ZZ2' },
    signedOn: '2026-11-22',
    constituencyCode: 'Z14000102',
    online: false,
    ...odd,
  }
}
