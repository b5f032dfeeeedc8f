import { and, desc, eq, gt } from 'drizzle-orm'
import type { CampaignDraft, DraftStore, SeenDraft } from '../../app/domain/draft/store'
import type { SavedCampaign } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, type Steps } from '../steps'
import { campaignToChange, saveText } from './campaign-text'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'

/** Whoever presses a button twice wants one letter. */
const testLettersEveryMs = 60_000

export function drafting(parts: StoreParts): DraftStore {
  const { database, keyring } = parts
  const { campaignDraft, campaignVersion } = parts.tables
  return {
    async createCampaign(text, wording, by, at) {
      return database.transact(function* (tx) {
        if (yield* campaignToChange(parts, tx, text.slug)) return 'slug-taken'
        const { campaign } = yield* saveText(parts, tx, null, { text, wording, at, by })
        keyring.ensureKey(campaign.id)
        return campaign
      })
    },

    async campaignDraft(campaignId) {
      return database.read(function* (from) {
        const row = yield* first(
          from.select().from(campaignDraft).where(eq(campaignDraft.campaignId, campaignId)),
        )
        return row ? draftOf(row) : null
      })
    },

    async saveDraft({ fields, ...rest }, seen) {
      return database.transact(function* (tx): Steps<CampaignDraft | 'changed-meanwhile'> {
        const row = { ...rest, text: fields, revision: (seen?.revision ?? 0) + 1 }
        const [kept] = seen
          ? yield* all(
              tx
                .update(campaignDraft)
                .set(row)
                .where(isSeen(parts, row.campaignId, seen))
                .returning(),
            )
          : yield* all(tx.insert(campaignDraft).values(row).onConflictDoNothing().returning())
        return kept ? draftOf(kept) : 'changed-meanwhile'
      })
    },

    async discardDraft(campaignId, seen) {
      return database.transact(tx => endDraft(parts, tx, campaignId, seen))
    },

    async publishDraft({ campaignId, seen, text, wording, by, at }) {
      return database.transact(function* (tx): Steps<SavedCampaign | 'changed-meanwhile'> {
        const before = yield* campaignToChange(parts, tx, text.slug)
        if (before?.id !== campaignId) throw new Error(`${text.slug} is not campaign ${campaignId}`)
        if ((yield* endDraft(parts, tx, campaignId, seen)) !== 'discarded') return 'changed-meanwhile'
        return yield* saveText(parts, tx, before, { text, wording, at, by })
      })
    },

    async queueTestLetter(campaignId, organiserId, at) {
      return database.transact(function* (tx) {
        const { outgoing } = parts.tables
        const about = { kind: 'test-letter' as const, campaignId, organiserId }
        const lately = and(
          eq(outgoing.organiserId, organiserId),
          eq(outgoing.kind, about.kind),
          eq(outgoing.campaignId, campaignId),
          gt(outgoing.createdAt, new Date(at.getTime() - testLettersEveryMs)),
        )
        if (yield* first(tx.select({ id: outgoing.id }).from(outgoing).where(lately).limit(1)))
          return 'sent-lately'
        yield* database.insertOutgoing(tx, [outgoingRow(parts, about, at, at)])
        return 'queued'
      })
    },

    async campaignVersions(campaignId) {
      const { version, savedAt, savedBy } = campaignVersion
      return database.read(from =>
        all(
          from
            .select({ version, savedAt, savedBy })
            .from(campaignVersion)
            .where(eq(campaignVersion.campaignId, campaignId))
            .orderBy(desc(version)),
        ),
      )
    },
  }
}

/** Ends the draft that somebody has seen, or tells them that there is another. */
function* endDraft(
  parts: StoreParts,
  tx: Session,
  campaignId: number,
  seen: SeenDraft,
): Steps<'discarded' | 'changed-meanwhile'> {
  const { campaignDraft } = parts.tables
  const which = seen ? isSeen(parts, campaignId, seen) : eq(campaignDraft.campaignId, campaignId)
  if (!seen) {
    const another = yield* first(tx.select().from(campaignDraft).where(which))
    return another ? 'changed-meanwhile' : 'discarded'
  }
  const ended = yield* all(tx.delete(campaignDraft).where(which).returning())
  return ended.length > 0 ? 'discarded' : 'changed-meanwhile'
}

function isSeen({ tables: { campaignDraft } }: StoreParts, campaignId: number, seen: NonNullable<SeenDraft>) {
  return and(
    eq(campaignDraft.campaignId, campaignId),
    eq(campaignDraft.revision, seen.revision),
    eq(campaignDraft.savedAt, seen.savedAt),
  )
}

function draftOf({ text, ...row }: DraftRow): CampaignDraft {
  return { ...row, fields: text as CampaignDraft['fields'] }
}

type DraftRow = StoreParts['tables']['campaignDraft']['$inferSelect']
