import { isNotNull, isNull, sql } from 'drizzle-orm'
import type { CampaignState, CampaignText } from '../app/domain/campaign/campaign'
import type { AccessScope } from '../app/domain/connection/token'
import type {
  CampaignUpdateId,
  LetterId,
  OfficeId,
  OrganiserId,
  OutgoingId,
  SignatureId,
  SubscriberId,
} from '../app/domain/id'
import type { LetterState } from '../app/domain/letter/letter'
import type { OfficeMode } from '../app/domain/office/office'
import type { HoldReason, OutgoingKind, OutgoingState, Place } from '../app/domain/outbox/outbox'
import type { PlacePart } from '../app/domain/place/import'
import type { MemberRole } from '../app/domain/place/place'
import type { ConsentWording } from '../app/domain/privacy/privacy'
import type { ReplyAnswer, ReplyPosition } from '../app/domain/reply/reply'
import type { ConstituencyBy, InvalidReason, SignatureState } from '../app/domain/signature/signature'
import type { Measure } from '../app/domain/tally/tally'
import type { TargetKey } from '../app/domain/target/target'
import type { Kit } from './kits'
import { defineOrganiseTables } from './organise-tables'

/** Every table, once, for both dialects. Sealed columns hold what only the campaign's data key opens. */
export function defineTables(kit: Kit) {
  const { table, id, whole, real, text, bytes, time, json } = kit

  /** One fact a row: which secret the installation was made with, … */
  const installation = table('installation', {
    name: text('name').primaryKey(),
    value: text('value').notNull(),
  })

  const campaign = table('campaign', {
    id: whole('id').primaryKey(),
    slug: text('slug').notNull().unique(),
    state: text<CampaignState>('state').notNull(),
    version: whole('version').notNull(),
    consentVersion: whole('consent_version').notNull(),
    /** Also in the text; here so that signing reads no text. */
    opens: text('opens'),
    closes: text('closes'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    openedAt: time('opened_at'),
    closedAt: time('closed_at'),
  })

  const campaignVersion = table(
    'campaign_version',
    {
      campaignId: whole('campaign_id')
        .notNull()
        .references(() => campaign.id),
      version: whole('version').notNull(),
      text: json<CampaignText>('text').notNull(),
      savedAt: time('saved_at').notNull(),
      /** Null where it was the operator, or before organisers had names here. */
      savedBy: id<OrganiserId>('saved_by'),
    },
    columns => [kit.primaryKey({ columns: [columns.campaignId, columns.version] })],
  )

  const consent = table(
    'consent',
    {
      campaignId: whole('campaign_id')
        .notNull()
        .references(() => campaign.id),
      version: whole('version').notNull(),
      wording: json<ConsentWording>('wording').notNull(),
      savedAt: time('saved_at').notNull(),
    },
    columns => [kit.primaryKey({ columns: [columns.campaignId, columns.version] })],
  )

  /** A short number for each principle a campaign ever had: signatures list these instead of slugs. */
  const principle = table(
    'principle',
    {
      campaignId: whole('campaign_id')
        .notNull()
        .references(() => campaign.id),
      number: whole('number').notNull(),
      slug: text('slug').notNull(),
    },
    columns => [
      kit.primaryKey({ columns: [columns.campaignId, columns.number] }),
      kit.uniqueIndex('principle_slug').on(columns.campaignId, columns.slug),
    ],
  )

  const signature = table(
    'signature',
    {
      campaignId: whole('campaign_id').notNull(),
      id: id<SignatureId>('id').notNull(),
      version: whole('version').notNull(),
      consentVersion: whole('consent_version').notNull(),
      /** Keyed index of the mailbox, 16 bytes; its key differs per campaign. */
      mailbox: bytes('mailbox').notNull(),
      slot: whole('slot').notNull(),
      state: text<SignatureState>('state').notNull(),
      invalidReason: text<InvalidReason>('invalid_reason'),
      country: text('country').notNull(),
      constituencyCode: text('constituency_code'),
      constituencyBy: text<ConstituencyBy>('constituency_by'),
      outward: text('outward'),
      domain: text('domain').notNull(),
      /** Numbers of principles in the supporter's order, joined by spaces. */
      principles: text('principles').notNull(),
      updates: text<'yes' | 'no'>('updates').notNull(),
      source: text('source'),
      review: text<'network'>('review'),
      /** Name, e-mail and postcode. */
      sealed: bytes('sealed').notNull(),
      /** Keyed prefix of the network, 8 bytes, without an index. */
      network: bytes('network'),
      signedAt: time('signed_at').notNull(),
      confirmedAt: time('confirmed_at'),
      /** The count when it was confirmed. */
      number: whole('number'),
      /** Mails sent to the mailbox because somebody posted its address, and when the last is due. */
      mails: whole('mails').notNull(),
      mailedAt: time('mailed_at').notNull(),
    },
    columns => [
      // One index finds a signature and walks through a campaign's; by id alone it is looked for in each campaign.
      kit.primaryKey({ columns: [columns.campaignId, columns.id] }),
      kit.uniqueIndex('signature_mailbox').on(columns.campaignId, columns.mailbox, columns.slot),
      kit.index('signature_review').on(columns.campaignId, columns.id).where(isNotNull(columns.review)),
    ],
  )

  const letter = table(
    'letter',
    {
      id: id<LetterId>('id').primaryKey(),
      campaignId: whole('campaign_id').notNull(),
      signatureId: id<SignatureId>('signature_id').notNull(),
      /** The version of the campaign's text that its writer saw; whom it goes to is read there. */
      version: whole('version').notNull(),
      state: text<LetterState>('state').notNull(),
      /** Subject, body and postal address; null once deleted. */
      sealed: bytes('sealed'),
      memberId: whole('member_id'),
      /** Kept CRC-32 values of the words, 4 bytes each, little-endian. */
      fingerprint: bytes('fingerprint').notNull(),
      likeness: real('likeness'),
      writtenAt: time('written_at').notNull(),
      queuedAt: time('queued_at'),
      acceptedAt: time('accepted_at'),
      /** When an organiser last saw to what became of it; null where nobody has. */
      seenAt: time('seen_at'),
    },
    columns => [
      kit.foreignKey({
        columns: [columns.campaignId, columns.signatureId],
        foreignColumns: [signature.campaignId, signature.id],
      }),
      kit.index('letter_signature').on(columns.signatureId),
      kit.index('letter_campaign').on(columns.campaignId, columns.id),
      // In the order in which likeness learns of them.
      kit.index('letter_queued').on(columns.campaignId, columns.queuedAt).where(isNotNull(columns.queuedAt)),
      // What did not get there, or nobody knows whether it did, until somebody has seen to it.
      kit
        .index('letter_to_settle')
        .on(columns.campaignId, columns.id)
        .where(sql`${columns.state} in ('bounced', 'gave-up', 'unknown') and ${columns.seenAt} is null`),
    ],
  )

  /** Whoever letters are sent to, by address: how many they get and how is for all campaigns together. */
  const office = table(
    'office',
    {
      id: id<OfficeId>('id').primaryKey(),
      /** In lower case. */
      address: text('address').notNull().unique(),
      mode: text<OfficeMode>('mode').notNull(),
      /** Grows with each choice, so that a link that chose is spent. */
      revision: whole('revision').notNull(),
      /** The earliest instant at which it may get one more letter beyond those allowed at once (see `pacing`). */
      freeAt: time('free_at').notNull(),
      /** When the next in its line is let go, or its digest is made; null where nobody waits. */
      nextAt: time('next_at'),
      linkedAt: time('linked_at'),
      createdAt: time('created_at').notNull(),
    },
    columns => [kit.index('office_next').on(columns.nextAt).where(isNotNull(columns.nextAt))],
  )

  /** When each campaign last had its turn in an office's line: whose turn was longest ago is next. */
  const officeTurn = table(
    'office_turn',
    {
      officeId: id<OfficeId>('office_id')
        .notNull()
        .references(() => office.id),
      campaignId: whole('campaign_id').notNull(),
      turnAt: time('turn_at').notNull(),
    },
    columns => [kit.primaryKey({ columns: [columns.officeId, columns.campaignId] })],
  )

  const outgoing = table(
    'outgoing',
    {
      id: id<OutgoingId>('id').primaryKey(),
      kind: text<OutgoingKind>('kind').notNull(),
      /** Null for what goes to an office for many. */
      campaignId: whole('campaign_id'),
      signatureId: id<SignatureId>('signature_id'),
      letterId: id<LetterId>('letter_id').references(() => letter.id),
      targetKey: text<TargetKey>('target_key'),
      /** Whose line it waits in or was let out of, or whom it goes to for many. */
      officeId: id<OfficeId>('office_id').references(() => office.id),
      place: text<Place>('place'),
      /** The digest that carries it. */
      digestId: id<OutgoingId>('digest_id'),
      state: text<OutgoingState>('state').notNull(),
      /** When it may be claimed; while it is `sending`, when its lease ends; null once nothing is to be done. */
      dueAt: time('due_at'),
      attempts: whole('attempts').notNull(),
      /** Grows with each claim: a mailer that lost its lease holds an older one. */
      fence: whole('fence').notNull(),
      /** When DATA began in the attempt under way. */
      dataAt: time('data_at'),
      messageId: text('message_id'),
      date: time('date'),
      lastReply: text('last_reply'),
      holdReason: text<HoldReason>('hold_reason'),
      createdAt: time('created_at').notNull(),
      settledAt: time('settled_at'),
      /** The update that it carries, and whom it goes to where that is no signature's supporter. */
      updateId: id<CampaignUpdateId>('update_id'),
      subscriberId: id<SubscriberId>('subscriber_id'),
      organiserId: id<OrganiserId>('organiser_id'),
    },
    columns => [
      kit.foreignKey({
        columns: [columns.campaignId, columns.signatureId],
        foreignColumns: [signature.campaignId, signature.id],
      }),
      kit.index('outgoing_due').on(columns.dueAt).where(isNotNull(columns.dueAt)),
      kit.index('outgoing_signature').on(columns.signatureId),
      kit.index('outgoing_letter').on(columns.letterId).where(isNotNull(columns.letterId)),
      // All that counting held letters reads: of 200,000 in 20 ms of CPU, where it took 150 with the reason alone.
      kit
        .index('outgoing_held')
        .on(columns.holdReason, columns.campaignId, columns.kind, columns.state, columns.letterId)
        .where(isNotNull(columns.holdReason)),
      kit
        .index('outgoing_line')
        .on(columns.officeId, columns.campaignId, columns.id)
        .where(sql`${columns.place} = 'in-line'`),
      // By state too: how far an update is, is asked while those that a relay put off pile up.
      kit.index('outgoing_update').on(columns.updateId, columns.state).where(isNotNull(columns.updateId)),
      kit.index('outgoing_subscriber').on(columns.subscriberId).where(isNotNull(columns.subscriberId)),
      kit.index('outgoing_organiser').on(columns.organiserId).where(isNotNull(columns.organiserId)),
      kit.index('outgoing_digest').on(columns.digestId).where(isNotNull(columns.digestId)),
    ],
  )

  /** What a letter's writer says came of it; the reply itself, where they gave it, is for the organiser alone. */
  const reply = table(
    'reply',
    {
      letterId: id<LetterId>('letter_id')
        .primaryKey()
        .references(() => letter.id),
      campaignId: whole('campaign_id').notNull(),
      answer: text<ReplyAnswer>('answer').notNull(),
      position: text<ReplyPosition>('position'),
      /** Whole days from acceptance to the reply; null where there was none. */
      days: whole('days'),
      /** The reply's words. */
      sealed: bytes('sealed'),
      answeredAt: time('answered_at').notNull(),
    },
    columns => [kit.index('reply_campaign').on(columns.campaignId, columns.letterId)],
  )

  const tally = table(
    'tally',
    {
      campaignId: whole('campaign_id').notNull(),
      measure: text<Measure>('measure').notNull(),
      key: text('key').notNull(),
      count: whole('count').notNull(),
    },
    columns => [kit.primaryKey({ columns: [columns.campaignId, columns.measure, columns.key] })],
  )

  /** Never deleted: what was signed under boundaries that have ended keeps their code. */
  const constituency = table('constituency', {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    nameCy: text('name_cy'),
    region: text('region').notNull(),
    regionCode: text('region_code').notNull(),
    country: text('country').notNull(),
    /** Days such as 2024-07-04, as all of these. */
    since: text('since'),
    until: text('until'),
    registerId: whole('register_id'),
    /** Set where a source that names the others' members named none here. */
    vacantSince: text('vacant_since'),
    byElection: text('by_election'),
    latitude: real('latitude'),
    longitude: real('longitude'),
    /** Its hexagon on the map that was brought in, as `Hexagon` says. */
    hexQ: whole('hex_q'),
    hexR: whole('hex_r'),
  })

  /** Who sits or sat; kept, since letters may name them. */
  const member = table('member', {
    id: whole('id').primaryKey(),
    name: text('name').notNull(),
    salutation: text('salutation').notNull(),
    fullTitle: text('full_title').notNull(),
    party: text('party').notNull(),
    email: text('email'),
    role: text<MemberRole>('role').notNull().default('member'),
  })

  const membership = table(
    'membership',
    {
      constituencyCode: text('constituency_code').notNull(),
      memberId: whole('member_id')
        .notNull()
        .references(() => member.id),
      since: text('since'),
      /** Null for whoever sits now. */
      until: text('until'),
    },
    columns => [
      kit.primaryKey({ columns: [columns.constituencyCode, columns.memberId] }),
      kit.uniqueIndex('membership_sitting').on(columns.constituencyCode).where(isNull(columns.until)),
      kit.index('membership_member').on(columns.memberId),
    ],
  )

  /** `Sector`, as the domain reads it. */
  const sector = table('sector', {
    name: text('name').primaryKey(),
    answers: text('answers').notNull(),
    units: bytes('units').notNull(),
  })

  /** Where each part of the places came from last. */
  const placeSource = table('place_source', {
    part: text<PlacePart>('part').primaryKey(),
    name: text('name').notNull(),
    origin: text('origin').notNull(),
    credits: json<readonly string[]>('credits').notNull(),
    total: whole('total').notNull(),
    readAt: time('read_at').notNull(),
  })

  /** Postcodes asked for and not found: never more of one than its outward code. */
  const missedPostcode = table('missed_postcode', {
    outward: text('outward').primaryKey(),
    times: whole('times').notNull(),
    lastAt: time('last_at').notNull(),
  })

  /** Signatures whose postcode nobody could look up when they came: their seat is filled in later. */
  const unplaced = table(
    'unplaced',
    {
      signatureId: id<SignatureId>('signature_id').primaryKey(),
      campaignId: whole('campaign_id').notNull(),
      /** When to ask again; while somebody asks, when their lease ends. */
      dueAt: time('due_at').notNull(),
      attempts: whole('attempts').notNull(),
    },
    columns => [
      kit.foreignKey({
        columns: [columns.campaignId, columns.signatureId],
        foreignColumns: [signature.campaignId, signature.id],
      }),
      kit.index('unplaced_due').on(columns.dueAt),
    ],
  )

  const accessToken = table('access_token', {
    /** SHA-256 of the token, which is not kept. */
    hash: bytes('hash').primaryKey(),
    scope: text<AccessScope>('scope').notNull(),
    createdAt: time('created_at').notNull(),
    /** What its holder calls it, and the campaign it is for; 0 or null for every campaign. */
    name: text('name'),
    campaignId: whole('campaign_id'),
    createdBy: id<OrganiserId>('created_by'),
    usedAt: time('used_at'),
    /** From when on it is worth nothing. */
    endsAt: time('ends_at'),
  })

  return {
    installation,
    campaign,
    campaignVersion,
    consent,
    principle,
    signature,
    letter,
    office,
    officeTurn,
    outgoing,
    reply,
    tally,
    constituency,
    member,
    membership,
    sector,
    placeSource,
    missedPostcode,
    unplaced,
    accessToken,
    ...defineOrganiseTables(kit),
  }
}
