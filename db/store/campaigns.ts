import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq, max, sql } from 'drizzle-orm'
import type { Campaign, CampaignState, CampaignText } from '../../app/domain/campaign'
import type { ConsentWording } from '../../app/domain/privacy'
import type { CountedCampaign, SavedCampaign, Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { openTexts } from './texts'

type CampaignMethods =
  | 'saveCampaign'
  | 'saveConsentWording'
  | 'setCampaignState'
  | 'campaign'
  | 'campaignById'
  | 'campaigns'
  | 'campaignVersion'
  | 'consentWording'

export function campaigns(parts: StoreParts): Pick<Store, CampaignMethods> {
  const { database, keyring } = parts
  const { campaign, campaignVersion, consent } = parts.tables

  const rows = (from: Session) =>
    from
      .select({ campaign, text: campaignVersion.text })
      .from(campaign)
      .innerJoin(
        campaignVersion,
        and(eq(campaignVersion.campaignId, campaign.id), eq(campaignVersion.version, campaign.version)),
      )

  function* bySlug(from: Session, slug: string): Steps<Campaign | null> {
    const row = yield* first(rows(from).where(eq(campaign.slug, slug)))
    return row ? toCampaign(row) : null
  }

  /** The same, and nobody else saves or moves it until this transaction ends. */
  function* bySlugToChange(tx: Session, slug: string): Steps<Campaign | null> {
    yield* all(database.locked(tx.select({ id: campaign.id }).from(campaign).where(eq(campaign.slug, slug))))
    return yield* bySlug(tx, slug)
  }

  const byId = database.prepared('campaign-by-id', from =>
    from
      .select()
      .from(campaign)
      .where(eq(campaign.id, sql.placeholder('id'))),
  )
  const textOf = openTexts(parts)

  return {
    async saveCampaign(text, wording, at) {
      return database.transact(function* (tx): Steps<SavedCampaign> {
        const before = yield* bySlugToChange(tx, text.slug)
        const id = before?.id ?? (yield* highestId(parts, tx)) + 1
        const changed = !before || !sameJson(before.text, text)
        if (!before) yield* createCampaign(parts, tx, id, text, at)
        const outcome = !before
          ? 'created'
          : changed
            ? yield* changeText(parts, tx, before, text, at)
            : 'unchanged'
        yield* keepWording(parts, tx, id, wording, at)
        if (changed) yield* namePrinciples(parts, tx, id, text)
        const saved = yield* bySlug(tx, text.slug)
        if (!saved) throw new Error(`campaign ${text.slug} is not there after it was saved`)
        if (!before) keyring.ensureKey(id)
        return { campaign: saved, outcome }
      })
    },

    async saveConsentWording(campaignId, wording, at) {
      await database.transact(tx => keepWording(parts, tx, campaignId, wording, at))
    },

    async setCampaignState(slug, state, at) {
      return database.transact(function* (tx) {
        const before = yield* bySlugToChange(tx, slug)
        if (!before || before.state === state) return before
        yield* run(
          tx
            .update(campaign)
            .set({ state, updatedAt: at, ...stateTimes(before, state, at) })
            .where(eq(campaign.slug, slug)),
        )
        return yield* bySlug(tx, slug)
      })
    },

    async campaign(slug) {
      return database.read(from => bySlug(from, slug))
    },

    async campaignById(id) {
      const [row] = await byId({ id })
      const text = row && (await textOf(id, row.version))
      return row && text ? toCampaign({ campaign: row, text }) : null
    },

    async campaigns() {
      return database.read(function* (from) {
        const totals = yield* totalsOf(parts, from)
        const counted = yield* all(rows(from).orderBy(desc(campaign.id)))
        return counted.map((row): CountedCampaign => {
          return { ...toCampaign(row), signatures: totals.get(row.campaign.id) ?? 0 }
        })
      })
    },

    campaignVersion: textOf,

    async consentWording(campaignId, consentVersion) {
      return database.read(function* (from) {
        const row = yield* first(
          from
            .select({ wording: consent.wording })
            .from(consent)
            .where(and(eq(consent.campaignId, campaignId), eq(consent.version, consentVersion))),
        )
        return row?.wording ?? null
      })
    },
  }
}

/** Confirmed signatures of each campaign that has any. */
export function* totalsOf({ database }: StoreParts, from: Session): Steps<ReadonlyMap<number, number>> {
  const totals = yield* database.tallied(from, { measures: ['signatures'], keys: [''] })
  return new Map(totals.map(({ campaignId, count }) => [campaignId, count]))
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
  text: CampaignText,
  at: Date,
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
  yield* run(tx.insert(campaignVersion).values({ campaignId: id, version: 1, text, savedAt: at }))
}

/** Before the first signature the text is replaced; after it, nobody's signed words may change. */
function* changeText(
  { tables: { campaign, campaignVersion, signature } }: StoreParts,
  tx: Session,
  before: Campaign,
  text: CampaignText,
  at: Date,
): Steps<'updated' | 'new-version'> {
  const { opens = null, closes = null } = text
  const signed = yield* first(
    tx
      .select({ id: signature.id })
      .from(signature)
      .where(and(eq(signature.campaignId, before.id), eq(signature.version, before.version)))
      .limit(1),
  )
  const version = signed ? before.version + 1 : before.version
  yield* run(
    tx
      .insert(campaignVersion)
      .values({ campaignId: before.id, version, text, savedAt: at })
      .onConflictDoUpdate({
        target: [campaignVersion.campaignId, campaignVersion.version],
        set: { text, savedAt: at },
      }),
  )
  yield* run(
    tx.update(campaign).set({ version, opens, closes, updatedAt: at }).where(eq(campaign.id, before.id)),
  )
  return signed ? 'new-version' : 'updated'
}

function* keepWording(
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

function stateTimes(before: Campaign, state: CampaignState, at: Date) {
  if (state === 'open') return { openedAt: before.openedAt ?? at, closedAt: null }
  return state === 'closed' ? { closedAt: at } : {}
}

function toCampaign(row: { campaign: Tables['campaign']['$inferSelect']; text: CampaignText }): Campaign {
  const { opens: _opens, closes: _closes, ...campaign } = row.campaign
  return { ...campaign, text: row.text }
}
