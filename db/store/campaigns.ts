import { and, desc, eq, sql } from 'drizzle-orm'
import { type AuditEntry, actorOf } from '../../app/domain/audit/audit'
import type { Campaign, CampaignState } from '../../app/domain/campaign/campaign'
import type { Organiser } from '../../app/domain/organiser/organiser'
import type { CountedCampaign, SavedCampaign, Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import {
  campaignBySlug,
  campaignRows,
  campaignToChange,
  keepWording,
  saveText,
  toCampaign,
} from './campaign-text'
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
  const { campaign, consent } = parts.tables

  const rows = (from: Session) => campaignRows(parts, from)
  const bySlug = (from: Session, slug: string) => campaignBySlug(parts, from, slug)
  const bySlugToChange = (tx: Session, slug: string) => campaignToChange(parts, tx, slug)

  const byId = database.prepared('campaign-by-id', from =>
    from
      .select()
      .from(campaign)
      .where(eq(campaign.id, sql.placeholder('id'))),
  )
  const textOf = openTexts(parts)

  return {
    async saveCampaign(text, wording, at, by) {
      return database.transact(function* (tx): Steps<SavedCampaign> {
        const before = yield* bySlugToChange(tx, text.slug)
        const saved = yield* saveText(parts, tx, before, { text, wording, at, by })
        if (saved.outcome === 'created') keyring.ensureKey(saved.campaign.id)
        return saved
      })
    },

    async saveConsentWording(campaignId, wording, at) {
      await database.transact(tx => keepWording(parts, tx, campaignId, wording, at))
    },

    async setCampaignState(slug, state, at, by) {
      return database.transact(function* (tx) {
        const before = yield* bySlugToChange(tx, slug)
        if (!before || before.state === state) return before
        yield* run(
          tx
            .update(campaign)
            .set({ state, updatedAt: at, ...stateTimes(before, state, at) })
            .where(eq(campaign.slug, slug)),
        )
        if (by) yield* appendAudit(parts, tx, stateEvent(before, state, by, at))
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

function stateTimes(before: Campaign, state: CampaignState, at: Date) {
  if (state === 'open') return { openedAt: before.openedAt ?? at, closedAt: null }
  return state === 'closed' ? { closedAt: at } : {}
}

function stateEvent(
  { id, state: from }: Campaign,
  state: CampaignState,
  by: Pick<Organiser, 'id'>,
  at: Date,
): AuditEntry {
  return {
    actor: actorOf(by),
    action: 'campaign-state',
    object: `campaign:${id}`,
    campaignId: id,
    reason: null,
    detail: { from, to: state },
    at,
  }
}
