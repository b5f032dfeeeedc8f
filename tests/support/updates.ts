import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'
import type { AuditAction } from '../../app/domain/audit/audit'
import type { CampaignUpdateId, SubscriberId } from '../../app/domain/id'
import { canonicalMailbox, mailDomain } from '../../app/domain/signature/mailbox'
import type { Store } from '../../app/domain/store'
import type { CampaignUpdate, UpdateAudience } from '../../app/domain/update/campaign-update'
import type { UpdateDraft, UpdateMove } from '../../app/domain/update/store'
import { entryFor } from './organising'

export const everybody: UpdateAudience = { constituencies: [], principles: [] }

interface Held {
  readonly store: Store
  readonly campaign: { readonly id: number; readonly consentVersion: number }
  readonly clock: { now(): Date }
}

/** An organiser writes an update. */
export function writeUpdate(
  { store, campaign, clock }: Held,
  odd: Partial<UpdateDraft> = {},
): Promise<CampaignUpdate> {
  return store.createUpdate({
    id: uuidv7() as CampaignUpdateId,
    campaignId: campaign.id,
    createdBy: null,
    at: clock.now(),
    subject: 'We met the minister',
    body: 'Dear {{name}},\n\nthank you.',
    audience: everybody,
    ...odd,
  })
}

const actions: Readonly<Record<UpdateMove['to'], AuditAction>> = {
  draft: 'update-unscheduled',
  scheduled: 'update-scheduled',
  sending: 'update-resumed',
  paused: 'update-paused',
  cancelled: 'update-cancelled',
}

/** Takes an update on, due at once where nothing else is said. */
export function moveUpdate(
  { store, clock }: Held,
  { id, campaignId, revision }: CampaignUpdate,
  to: UpdateMove['to'],
  odd: Partial<UpdateMove> = {},
) {
  const at = clock.now()
  const move = { id, revision, to, sendAt: to === 'scheduled' ? at : null, publishes: false, at, ...odd }
  return store.moveUpdate(move, entryFor({ action: actions[to], object: `update:${id}`, campaignId, at }))
}

/** Writes an update that is due at once. */
export async function scheduleUpdate(held: Held, odd: Partial<UpdateDraft> = {}): Promise<CampaignUpdate> {
  const update = await writeUpdate(held, odd)
  expect(await moveUpdate(held, update, 'scheduled')).toBe('moved')
  return update
}

/** Somebody asks for updates without signing; gives what was answered. */
export function askFor({ store, campaign, clock }: Held, email: string, id = uuidv7() as SubscriberId) {
  const mailbox = canonicalMailbox(email)
  const about = { id, campaignId: campaign.id, consentVersion: campaign.consentVersion, mailbox, email }
  return store.askForNews({ ...about, mailDomain: mailDomain(email), mail: 'allowed', at: clock.now() })
}

/** The same, who confirms it too. */
export async function subscribe(held: Held, email: string): Promise<SubscriberId> {
  const id = uuidv7() as SubscriberId
  expect(await askFor(held, email, id)).toBe('mailed')
  expect(await held.store.confirmSubscriber(id, held.clock.now())).toBe('confirmed')
  return id
}
