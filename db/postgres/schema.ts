import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytea, postgresKit } from '../kits'
import { defineTables } from '../tables'

export const tables = defineTables(postgresKit)
// drizzle-kit finds tables among a module's exports.
export const {
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
} = tables

/**
 * What is to be added to a tally. A row that everybody adds to makes them wait for each other (5.7 to 15.6 times dearer
 * than these); they are rolled up into `tally`, and a count is what both hold.
 */
export const tallyDelta = pgTable(
  'tally_delta',
  {
    campaignId: integer('campaign_id').notNull(),
    measure: text('measure').notNull(),
    key: text('key').notNull(),
    id: uuid('id').notNull(),
    count: integer('count').notNull(),
  },
  columns => [primaryKey({ columns: [columns.campaignId, columns.measure, columns.key, columns.id] })],
)

/** How often something limited was done, shared by every process. What it is counted by is keyed. */
export const limitCounter = pgTable(
  'limit_counter',
  {
    rule: text('rule').notNull(),
    key: bytea('key').notNull(),
    /** For each window of the rule where it began, and how many came in it and in the one before. */
    counters: jsonb('counters').notNull(),
    takenAt: timestamp('taken_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull(),
  },
  columns => [
    primaryKey({ columns: [columns.rule, columns.key] }),
    index('limit_counter_taken').on(columns.takenAt),
  ],
)
