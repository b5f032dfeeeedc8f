import { uuidv7 } from 'uuidv7'
import type { AuditEntry } from '../../app/domain/audit/audit'
import type { NewWebhook } from '../../app/domain/connection/webhook-store'
import type { WebhookId } from '../../app/domain/id'
import { clockAt } from './clock'

/** What an organiser's deed writes into the log. */
export function entryFor(odd: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actor: 'operator',
    action: 'exported',
    object: 'campaign:1',
    campaignId: 1,
    reason: null,
    detail: {},
    at: clockAt().now(),
    ...odd,
  }
}

/** An address that is told of everything in every campaign. */
export function newWebhook(odd: Partial<NewWebhook> = {}): NewWebhook {
  return {
    id: uuidv7() as WebhookId,
    campaignId: 0,
    url: 'https://crm.example/hook?key=1',
    secret: `whsec_${Buffer.alloc(24, 5).toString('base64')}`,
    events: ['signed', 'confirmed', 'withdrawn', 'letter.accepted', 'milestone'],
    createdBy: null,
    createdAt: clockAt().now(),
    ...odd,
  }
}
