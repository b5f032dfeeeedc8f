import { describe } from 'vitest'
import { accessPromises } from './contract/access'
import { atOncePromises } from './contract/at-once'
import { auditingPromises } from './contract/auditing'
import { bouncingPromises } from './contract/bouncing'
import { campaignPromises } from './contract/campaigns'
import { comparingPromises } from './contract/comparing'
import { confirmingPromises } from './contract/confirming'
import { countingPromises } from './contract/counting'
import { draftingPromises } from './contract/drafting'
import { erasingPromises } from './contract/erasing'
import { exportPromises } from './contract/exports'
import { holdingPromises } from './contract/holding'
import { householdPromises } from './contract/households'
import { moderatingPromises } from './contract/moderating'
import { noticePromises } from './contract/notices'
import { officePromises } from './contract/offices'
import { organiserPromises } from './contract/organisers'
import { outboxPromises } from './contract/outbox'
import { ownerMailPromises } from './contract/owner-mail'
import { paperPromises } from './contract/paper'
import { placePromises } from './contract/places'
import { publishingPromises } from './contract/publishing'
import { replyPromises } from './contract/replies'
import { revisingPromises } from './contract/revising'
import { sendingPromises } from './contract/sending'
import { signingPromises } from './contract/signing'
import { supporterPromises } from './contract/supporters'
import { takingDownPromises } from './contract/taking-down'
import { updatePromises } from './contract/updates'
import { webhookPromises } from './contract/webhooks'
import { withdrawingPromises } from './contract/withdrawing'
import type { OpenStore } from './contract/world'

/** What every store promises, whatever it is made of. */
export function storeContract(name: string, openStore: OpenStore): void {
  describe(name, () => {
    describe('campaigns', () => campaignPromises(openStore))
    describe('drafts and versions', () => draftingPromises(openStore))
    describe('signing', () => signingPromises(openStore))
    describe('households', () => householdPromises(openStore))
    describe('mail to a mailbox’s owner', () => ownerMailPromises(openStore))
    describe('confirming', () => confirmingPromises(openStore))
    describe('withdrawing and invalidating', () => withdrawingPromises(openStore))
    describe('what a supporter may do', () => supporterPromises(openStore))
    describe('erasing', () => erasingPromises(openStore))
    describe('the outbox', () => outboxPromises(openStore))
    describe('what comes back', () => bouncingPromises(openStore))
    describe('offices', () => officePromises(openStore))
    describe('revising a letter', () => revisingPromises(openStore))
    describe('comparing letters', () => comparingPromises(openStore))
    describe('holding a letter that is much like others', () => holdingPromises(openStore))
    describe('paper', () => paperPromises(openStore))
    describe('taking a campaign off the site', () => takingDownPromises(openStore))
    describe('moderating', () => moderatingPromises(openStore))
    describe('sending', () => sendingPromises(openStore))
    describe('replies', () => replyPromises(openStore))
    describe('counting', () => countingPromises(openStore))
    describe('publishing', () => publishingPromises(openStore))
    describe('exports', () => exportPromises(openStore))
    describe('mails to organisers', () => noticePromises(openStore))
    describe('places', () => placePromises(openStore))
    describe('updates', () => updatePromises(openStore))
    describe('many at once', () => atOncePromises(openStore))
    describe('access', () => accessPromises(openStore))
    describe('webhooks', () => webhookPromises(openStore))
    describe('the audit log', () => auditingPromises(openStore))
    describe('organisers', () => organiserPromises(openStore))
  })
}
