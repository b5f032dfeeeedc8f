import { and, eq } from 'drizzle-orm'
import { milestonesBetween } from '../../app/domain/campaign/goal'
import type { Session, Statement } from '../database'
import { all, first, type Steps } from '../steps'
import { given } from './given'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { tellWebhooks } from './telling'

/** Notes counts that a campaign has reached, and tells whoever wants to know of those that nobody had noted. */
export function* reach(
  parts: StoreParts,
  tx: Session,
  campaignId: number,
  counts: readonly number[],
  at: Date,
): Steps<readonly number[]> {
  if (counts.length === 0) return []
  const { database, tables } = parts
  const { milestone, notice } = tables
  const rows = counts.map(count => ({ campaignId, count, reachedAt: at }))
  const added = tx.insert(milestone).values(rows).onConflictDoNothing().returning({ count: milestone.count })
  const reached = (yield* all(added)).map(({ count }) => count).sort((one, other) => one - other)
  if (reached.length === 0) return []
  const wanted = and(eq(notice.campaignId, campaignId), eq(notice.milestones, 'yes'))
  const readers = yield* all(tx.select().from(notice).where(wanted))
  const mails = readers.map(({ organiserId }) =>
    outgoingRow(parts, { kind: 'milestone', campaignId, organiserId }, at, at),
  )
  yield* database.insertOutgoing(tx, mails)
  const happened = reached.map(count => ({ campaignId, facts: { count } }))
  yield* tellWebhooks(parts, tx, 'milestone', happened, at)
  return reached
}

/**
 * Reaches what a count passes as it grows, so that none is missed that it falls below again. Where processes share PostgreSQL, two of
 * them may each count up to one that only both reach: `openNotices` looks at the sum.
 */
export function* reachPassed(
  parts: StoreParts,
  tx: Session,
  campaignId: number,
  before: number,
  after: number,
  at: Date,
): Steps<void> {
  yield* reach(
    parts,
    tx,
    campaignId,
    milestonesBetween(before, after, yield* goalNow(parts, tx, campaignId)),
    at,
  )
}

interface KnownGoal {
  readonly version: number
  readonly goal: number
}

/** Goals, by store and campaign: a text of some 20 KB is read once a version, not for each group of confirmations. */
const known = new WeakMap<object, Map<number, KnownGoal>>()

function* goalNow(parts: StoreParts, tx: Session, campaignId: number): Steps<number> {
  const { database, tables } = parts
  const { campaignVersion } = tables
  const version = (yield* versionsOf(parts)(tx, { campaignId }))[0]?.version ?? 0
  const goals = known.get(database) ?? new Map<number, KnownGoal>()
  known.set(database, goals)
  const last = goals.get(campaignId)
  if (last?.version === version) return last.goal
  const its = and(eq(campaignVersion.campaignId, campaignId), eq(campaignVersion.version, version))
  const row = yield* first(tx.select({ text: campaignVersion.text }).from(campaignVersion).where(its))
  const goal = row?.text.goal ?? Number.POSITIVE_INFINITY
  goals.set(campaignId, { version, goal })
  return goal
}

function versionsOf({ database, tables: { campaign } }: StoreParts): Statement<{ readonly version: number }> {
  return database.statement('version-of-campaign', tx =>
    tx
      .select({ version: campaign.version })
      .from(campaign)
      .where(eq(campaign.id, given('campaignId', campaign.id))),
  )
}
