import { isNotNull } from 'drizzle-orm'
import type { AuditAction } from '../app/domain/audit/audit'
import type { DeliveryState, ToldEvent, WebhookEvent } from '../app/domain/connection/webhook-event'
import type {
  CampaignUpdateId,
  InvalidationId,
  InvitationId,
  OrganiserId,
  OutgoingId,
  PaperBatchId,
  PaperSignatureId,
  SignatureId,
  SubscriberId,
  WebhookDeliveryId,
  WebhookId,
} from '../app/domain/id'
import type { Found, InvalidationState } from '../app/domain/invalidation/invalidation'
import type { InvitationPurpose, OrganiserState } from '../app/domain/organiser/organiser'
import type { Role } from '../app/domain/organiser/role'
import type { PaperState } from '../app/domain/paper/paper-signature'
import type { SignatureState } from '../app/domain/signature/signature'
import type { UpdateAudience, UpdateState } from '../app/domain/update/campaign-update'
import type { SubscriberState } from '../app/domain/update/subscriber'
import type { Kit } from './kits'

/** What organisers have and do, for both dialects. A campaign's number 0 stands for every campaign. */
export function defineOrganiseTables(kit: Kit) {
  const { table, id, whole, text, bytes, time, json } = kit

  const organiser = table('organiser', {
    id: id<OrganiserId>('id').primaryKey(),
    /** Keyed index of the mailbox, 16 bytes. */
    mailbox: bytes('mailbox').notNull().unique(),
    /** Name, e-mail and TOTP secret. */
    sealed: bytes('sealed').notNull(),
    state: text<OrganiserState>('state').notNull(),
    /** Argon2id, in the PHC form. */
    passwordHash: text('password_hash'),
    /** The last 30-second step whose code was used: none is used twice. */
    totpStep: whole('totp_step'),
    /** Failed attempts since the last that succeeded, and until when no other is looked at. */
    failures: whole('failures').notNull(),
    waitsUntil: time('waits_until'),
    createdAt: time('created_at').notNull(),
  })

  const organiserRole = table(
    'organiser_role',
    {
      organiserId: id<OrganiserId>('organiser_id')
        .notNull()
        .references(() => organiser.id),
      campaignId: whole('campaign_id').notNull(),
      role: text<Role>('role').notNull(),
    },
    columns => [kit.primaryKey({ columns: [columns.organiserId, columns.campaignId] })],
  )

  const passkey = table(
    'passkey',
    {
      /** The credential's id, in base64url. */
      id: text('id').primaryKey(),
      organiserId: id<OrganiserId>('organiser_id')
        .notNull()
        .references(() => organiser.id),
      publicKey: bytes('public_key').notNull(),
      counter: whole('counter').notNull(),
      transports: json<readonly string[]>('transports').notNull(),
      /** What its holder calls it. */
      name: text('name').notNull(),
      createdAt: time('created_at').notNull(),
      usedAt: time('used_at'),
    },
    columns => [kit.index('passkey_organiser').on(columns.organiserId)],
  )

  const recoveryCode = table(
    'recovery_code',
    {
      organiserId: id<OrganiserId>('organiser_id')
        .notNull()
        .references(() => organiser.id),
      /** SHA-256 of the code, which is drawn from 128 bits. */
      hash: bytes('hash').notNull(),
      usedAt: time('used_at'),
    },
    columns => [kit.primaryKey({ columns: [columns.organiserId, columns.hash] })],
  )

  const organiserSession = table(
    'organiser_session',
    {
      /** SHA-256 of what the cookie holds. */
      hash: bytes('hash').primaryKey(),
      organiserId: id<OrganiserId>('organiser_id')
        .notNull()
        .references(() => organiser.id),
      /** The browser, in words. */
      agent: text('agent').notNull(),
      createdAt: time('created_at').notNull(),
      seenAt: time('seen_at').notNull(),
      /** When a passkey or a second factor was last shown in it. */
      provenAt: time('proven_at').notNull(),
    },
    columns => [kit.index('organiser_session_organiser').on(columns.organiserId)],
  )

  const invitation = table('invitation', {
    id: id<InvitationId>('id').primaryKey(),
    /** SHA-256 of what the link holds. */
    hash: bytes('hash').notNull().unique(),
    purpose: text<InvitationPurpose>('purpose').notNull(),
    mailbox: bytes('mailbox').notNull(),
    /** The e-mail address. */
    sealed: bytes('sealed').notNull(),
    role: text<Role>('role'),
    campaignId: whole('campaign_id').notNull(),
    /** SHA-256 of a cookie of the one browser that may use it, once there is one. */
    browser: bytes('browser'),
    invitedBy: id<OrganiserId>('invited_by'),
    createdAt: time('created_at').notNull(),
    endsAt: time('ends_at').notNull(),
    usedAt: time('used_at'),
  })

  /** Only ever added to: triggers refuse anything else. Each row's hash is over its values and the hash before it. */
  const auditEvent = table(
    'audit_event',
    {
      number: whole('number').primaryKey(),
      at: time('at').notNull(),
      actor: text('actor').notNull(),
      action: text<AuditAction>('action').notNull(),
      object: text('object').notNull(),
      campaignId: whole('campaign_id'),
      reason: text('reason'),
      /** JSON, as it was hashed. */
      detail: text('detail').notNull(),
      previous: bytes('previous').notNull(),
      hash: bytes('hash').notNull(),
    },
    columns => [kit.index('audit_event_campaign').on(columns.campaignId, columns.number)],
  )

  /** What an editor has typed and not yet published: a campaign file that need not be whole. */
  const campaignDraft = table('campaign_draft', {
    campaignId: whole('campaign_id').primaryKey(),
    text: json<unknown>('text').notNull(),
    /** The version that it began from. */
    basis: whole('basis').notNull(),
    /** Grows with each save, so that none writes over another unseen. */
    revision: whole('revision').notNull(),
    savedBy: id<OrganiserId>('saved_by'),
    savedAt: time('saved_at').notNull(),
  })

  const campaignUpdate = table(
    'campaign_update',
    {
      id: id<CampaignUpdateId>('id').primaryKey(),
      campaignId: whole('campaign_id').notNull(),
      /** From 1 in each campaign; its public page is found by it. */
      number: whole('number').notNull(),
      state: text<UpdateState>('state').notNull(),
      subject: text('subject').notNull(),
      /** Markdown. */
      body: text('body').notNull(),
      audience: json<UpdateAudience>('audience').notNull(),
      revision: whole('revision').notNull(),
      createdBy: id<OrganiserId>('created_by'),
      createdAt: time('created_at').notNull(),
      savedAt: time('saved_at').notNull(),
      sendAt: time('send_at'),
      /** When the next of its mails are put into the outbox; null where there is nothing to do. */
      dueAt: time('due_at'),
      /** The last mailbox that was looked at, in the order of their keyed indexes; null before the first. */
      reached: bytes('reached'),
      queued: whole('queued').notNull(),
      startedAt: time('started_at'),
      endedAt: time('ended_at'),
      publishedAt: time('published_at'),
    },
    columns => [
      kit.uniqueIndex('campaign_update_number').on(columns.campaignId, columns.number),
      kit.index('campaign_update_due').on(columns.dueAt).where(isNotNull(columns.dueAt)),
    ],
  )

  /** Whoever asked for a campaign's updates without signing it. */
  const subscriber = table(
    'subscriber',
    {
      campaignId: whole('campaign_id').notNull(),
      id: id<SubscriberId>('id').notNull(),
      mailbox: bytes('mailbox').notNull(),
      state: text<SubscriberState>('state').notNull(),
      consentVersion: whole('consent_version').notNull(),
      domain: text('domain').notNull(),
      /** The e-mail address. */
      sealed: bytes('sealed').notNull(),
      askedAt: time('asked_at').notNull(),
      confirmedAt: time('confirmed_at'),
      mails: whole('mails').notNull(),
      mailedAt: time('mailed_at').notNull(),
    },
    columns => [
      kit.primaryKey({ columns: [columns.campaignId, columns.id] }),
      kit.uniqueIndex('subscriber_mailbox').on(columns.campaignId, columns.mailbox),
    ],
  )

  /** Signatures taken off the count together, by a rule. */
  const invalidation = table(
    'invalidation',
    {
      id: id<InvalidationId>('id').primaryKey(),
      campaignId: whole('campaign_id').notNull(),
      /** The rule: it may name a mailbox or a postcode. */
      sealed: bytes('sealed').notNull(),
      /** Null until it is ordered: before, it only counts. */
      reason: text('reason'),
      state: text<InvalidationState>('state').notNull(),
      /** How many it is about, and what is told of those as they are counted. */
      matched: whole('matched').notNull(),
      found: json<Found>('found').notNull(),
      /** How many are off the count by it now. */
      done: whole('done').notNull(),
      /** The last signature that was looked at. */
      reached: id<SignatureId>('reached'),
      dueAt: time('due_at'),
      orderedBy: id<OrganiserId>('ordered_by'),
      createdAt: time('created_at').notNull(),
      endedAt: time('ended_at'),
      undoneAt: time('undone_at'),
    },
    columns => [
      kit.index('invalidation_campaign').on(columns.campaignId, columns.id),
      kit.index('invalidation_due').on(columns.dueAt).where(isNotNull(columns.dueAt)),
    ],
  )

  /** What an undo gives back. */
  const invalidatedSignature = table(
    'invalidated_signature',
    {
      invalidationId: id<InvalidationId>('invalidation_id')
        .notNull()
        .references(() => invalidation.id),
      campaignId: whole('campaign_id').notNull(),
      signatureId: id<SignatureId>('signature_id').notNull(),
      /** What it was before. */
      state: text<SignatureState>('state').notNull(),
      /** Mails that waited, and were stopped with it. */
      stopped: json<readonly OutgoingId[]>('stopped').notNull(),
    },
    columns => [
      kit.primaryKey({ columns: [columns.invalidationId, columns.signatureId] }),
      kit.index('invalidated_signature_signature').on(columns.signatureId),
    ],
  )

  /** What was entered by one form or one file. */
  const paperBatch = table(
    'paper_batch',
    {
      id: id<PaperBatchId>('id').primaryKey(),
      campaignId: whole('campaign_id').notNull(),
      /** How many signatures it holds now, and how many of those count. */
      signatures: whole('signatures').notNull(),
      counted: whole('counted').notNull(),
      enteredBy: id<OrganiserId>('entered_by'),
      enteredAt: time('entered_at').notNull(),
    },
    columns => [kit.index('paper_batch_campaign').on(columns.campaignId, columns.id)],
  )

  /** Signed on paper and typed in; counted apart. */
  const paperSignature = table(
    'paper_signature',
    {
      campaignId: whole('campaign_id').notNull(),
      id: id<PaperSignatureId>('id').notNull(),
      batch: id<PaperBatchId>('batch')
        .notNull()
        .references(() => paperBatch.id),
      state: text<PaperState>('state').notNull(),
      /** Keyed index of the folded name and the postcode, 16 bytes: the same person twice is found by it. */
      person: bytes('person').notNull(),
      country: text('country').notNull(),
      constituencyCode: text('constituency_code'),
      outward: text('outward'),
      /** The day on the sheet. */
      signedOn: text('signed_on'),
      /** Name, address and postcode. */
      sealed: bytes('sealed').notNull(),
    },
    columns => [
      kit.primaryKey({ columns: [columns.campaignId, columns.id] }),
      kit.index('paper_signature_person').on(columns.campaignId, columns.person),
      kit.index('paper_signature_batch').on(columns.batch),
    ],
  )

  /** What an organiser is mailed of a campaign. */
  const notice = table(
    'notice',
    {
      organiserId: id<OrganiserId>('organiser_id')
        .notNull()
        .references(() => organiser.id),
      campaignId: whole('campaign_id').notNull(),
      weekly: text<'yes' | 'no'>('weekly').notNull(),
      milestones: text<'yes' | 'no'>('milestones').notNull(),
      /** When the next summary is; null where none is wanted. */
      dueAt: time('due_at'),
    },
    columns => [
      kit.primaryKey({ columns: [columns.organiserId, columns.campaignId] }),
      kit.index('notice_due').on(columns.dueAt).where(isNotNull(columns.dueAt)),
    ],
  )

  const milestone = table(
    'milestone',
    {
      campaignId: whole('campaign_id').notNull(),
      count: whole('count').notNull(),
      reachedAt: time('reached_at').notNull(),
    },
    columns => [kit.primaryKey({ columns: [columns.campaignId, columns.count] })],
  )

  const webhook = table('webhook', {
    id: id<WebhookId>('id').primaryKey(),
    campaignId: whole('campaign_id').notNull(),
    /** Address and secret. */
    sealed: bytes('sealed').notNull(),
    events: json<readonly WebhookEvent[]>('events').notNull(),
    state: text<'on' | 'off'>('state').notNull(),
    failures: whole('failures').notNull(),
    createdBy: id<OrganiserId>('created_by'),
    createdAt: time('created_at').notNull(),
  })

  const webhookDelivery = table(
    'webhook_delivery',
    {
      id: id<WebhookDeliveryId>('id').primaryKey(),
      webhookId: id<WebhookId>('webhook_id')
        .notNull()
        .references(() => webhook.id),
      campaignId: whole('campaign_id').notNull(),
      event: text<ToldEvent>('event').notNull(),
      /** JSON, as it is signed. */
      payload: text('payload').notNull(),
      state: text<DeliveryState>('state').notNull(),
      dueAt: time('due_at'),
      attempts: whole('attempts').notNull(),
      fence: whole('fence').notNull(),
      createdAt: time('created_at').notNull(),
      settledAt: time('settled_at'),
    },
    columns => [
      kit.index('webhook_delivery_due').on(columns.dueAt).where(isNotNull(columns.dueAt)),
      kit.index('webhook_delivery_webhook').on(columns.webhookId, columns.id),
    ],
  )

  const webhookAttempt = table(
    'webhook_attempt',
    {
      deliveryId: id<WebhookDeliveryId>('delivery_id')
        .notNull()
        .references(() => webhookDelivery.id),
      number: whole('number').notNull(),
      at: time('at').notNull(),
      /** The HTTP status; null where there was no answer. */
      status: whole('status'),
      fault: text('fault'),
      tookMs: whole('took_ms').notNull(),
    },
    columns => [kit.primaryKey({ columns: [columns.deliveryId, columns.number] })],
  )

  return {
    organiser,
    organiserRole,
    passkey,
    recoveryCode,
    organiserSession,
    invitation,
    auditEvent,
    campaignDraft,
    campaignUpdate,
    subscriber,
    invalidation,
    invalidatedSignature,
    paperBatch,
    paperSignature,
    notice,
    milestone,
    webhook,
    webhookDelivery,
    webhookAttempt,
  }
}
