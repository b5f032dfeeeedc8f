import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq, max } from 'drizzle-orm'
import { type AuditEntry, actorOf } from '../../app/domain/audit/audit'
import type { Campaign, CampaignText } from '../../app/domain/campaign/campaign'
import type { Organiser } from '../../app/domain/organiser/organiser'
import type { ConsentWording } from '../../app/domain/privacy/privacy'
import type { SavedCampaign } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import type { StoreParts } from './parts'

/** A text as somebody wants it published. */
export interface TextToSave {
  readonly text: CampaignText
  readonly wording: ConsentWording
  readonly at: Date
  /** Whose deed it is; nobody's where the product itself does it. */
  readonly by: Pick<Organiser, 'id'> | undefined
}

/** Campaigns, each with its text as it stands. */
export function campaignRows({ tables: { campaign, campaignVersion } }: StoreParts, from: Session) {
  return from
    .select({ campaign, text: campaignVersion.text })
    .from(campaign)
    .innerJoin(
      campaignVersion,
      and(eq(campaignVersion.campaignId, campaign.id), eq(campaignVersion.version, campaign.version)),
    )
}

export function* campaignBySlug(parts: StoreParts, from: Session, slug: string): Steps<Campaign | null> {
  const row = yield* first(campaignRows(parts, from).where(eq(parts.tables.campaign.slug, slug)))
  return row ? toCampaign(row) : null
}

/** The same, and nobody else saves or moves it until this transaction ends. */
export function* campaignToChange(parts: StoreParts, tx: Session, slug: string): Steps<Campaign | null> {
  const { campaign } = parts.tables
  const one = tx.select({ id: campaign.id }).from(campaign).where(eq(campaign.slug, slug))
  yield* all(parts.database.locked(one))
  return yield* campaignBySlug(parts, tx, slug)
}

/** Creates a campaign, or makes a text the next version of one, where it differs; with its wording of consent. */
export function* saveText(
  parts: StoreParts,
  tx: Session,
  before: Campaign | null,
  given: TextToSave,
): Steps<SavedCampaign> {
  const { text, wording, at, by } = given
  const id = before?.id ?? (yield* highestId(parts, tx)) + 1
  const outcome = !before ? 'created' : sameJson(before.text, text) ? 'unchanged' : 'new-version'
  if (!before) yield* createCampaign(parts, tx, id, given)
  else if (outcome === 'new-version') yield* changeText(parts, tx, before, given)
  yield* keepWording(parts, tx, id, wording, at)
  if (outcome !== 'unchanged') yield* namePrinciples(parts, tx, id, text)
  const campaign = yield* campaignBySlug(parts, tx, text.slug)
  if (!campaign) throw new Error(`campaign ${text.slug} is not there after it was saved`)
  if (by && outcome !== 'unchanged') yield* appendAudit(parts, tx, textEvent(campaign, outcome, by, at))
  return { campaign, outcome }
}

function textEvent(
  { id, version }: Campaign,
  outcome: 'created' | 'new-version',
  by: Pick<Organiser, 'id'>,
  at: Date,
): AuditEntry {
  return {
    actor: actorOf(by),
    action: outcome === 'created' ? 'campaign-made' : 'campaign-published',
    object: `campaign:${id}`,
    campaignId: id,
    reason: null,
    detail: { version },
    at,
  }
}

/** Whether two values are the same once stored: PostgreSQL's `jsonb` keeps neither the order of keys nor spaces. */
function sameJson(stored: unknown, given: unknown): boolean {
  return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(given)))
}

function* highestId({ tables: { campaign } }: StoreParts, tx: Session): Steps<number> {
  return (yield* first(tx.select({ id: max(campaign.id) }).from(campaign)))?.id ?? 0
}

function* createCampaign(
  { tables: { campaign, campaignVersion } }: StoreParts,
  tx: Session,
  id: number,
  { text, at, by }: TextToSave,
): Steps<void> {
  const { slug, opens = null, closes = null } = text
  yield* run(
    tx.insert(campaign).values({
      id,
      slug,
      state: 'draft',
      version: 1,
      consentVersion: 0,
      opens,
      closes,
      createdAt: at,
      updatedAt: at,
    }),
  )
  yield* run(
    tx
      .insert(campaignVersion)
      .values({ campaignId: id, version: 1, text, savedAt: at, savedBy: by?.id ?? null }),
  )
}

/** Nobody's signed words may change, and whoever edits wants to go back: each text stays, also before the first signature. */
function* changeText(
  { tables: { campaign, campaignVersion } }: StoreParts,
  tx: Session,
  before: Campaign,
  { text, at, by }: TextToSave,
): Steps<void> {
  const { opens = null, closes = null } = text
  const version = before.version + 1
  const savedBy = by?.id ?? null
  yield* run(
    tx.insert(campaignVersion).values({ campaignId: before.id, version, text, savedAt: at, savedBy }),
  )
  yield* run(
    tx.update(campaign).set({ version, opens, closes, updatedAt: at }).where(eq(campaign.id, before.id)),
  )
}

export function* keepWording(
  { tables: { campaign, consent } }: StoreParts,
  tx: Session,
  campaignId: number,
  wording: ConsentWording,
  at: Date,
): Steps<void> {
  const latest = yield* first(
    tx
      .select()
      .from(consent)
      .where(eq(consent.campaignId, campaignId))
      .orderBy(desc(consent.version))
      .limit(1),
  )
  if (latest && sameJson(latest.wording, wording)) return
  const version = (latest?.version ?? 0) + 1
  yield* run(tx.insert(consent).values({ campaignId, version, wording, savedAt: at }))
  yield* run(tx.update(campaign).set({ consentVersion: version }).where(eq(campaign.id, campaignId)))
}

/** A principle keeps the number it was first given, though it is taken out and put back. */
function* namePrinciples(
  { tables: { principle } }: StoreParts,
  tx: Session,
  campaignId: number,
  text: CampaignText,
): Steps<void> {
  const known = yield* all(tx.select().from(principle).where(eq(principle.campaignId, campaignId)))
  const unknown = text.principles.filter(({ slug }) => !known.some(one => one.slug === slug))
  const highest = Math.max(0, ...known.map(({ number }) => number))
  for (const [index, { slug }] of unknown.entries())
    yield* run(tx.insert(principle).values({ campaignId, number: highest + 1 + index, slug }))
}

export function toCampaign(row: {
  campaign: Tables['campaign']['$inferSelect']
  text: CampaignText
}): Campaign {
  const { opens: _opens, closes: _closes, ...campaign } = row.campaign
  return { ...campaign, text: row.text }
}
