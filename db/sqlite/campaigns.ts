import { and, desc, eq, max } from 'drizzle-orm'
import type { Campaign, CampaignState, CampaignText } from '../../app/domain/campaign'
import type { ConsentWording } from '../../app/domain/privacy'
import type { CountedCampaign, SavedCampaign, Store } from '../../app/domain/store'
import { tables } from './schema'
import type { StoreParts } from './store'

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
  const { connection, keyring } = parts
  const { campaign, campaignVersion, consent, tally } = tables
  const { write, read } = connection

  const rows = (from: typeof read) =>
    from
      .select({ campaign, text: campaignVersion.text })
      .from(campaign)
      .innerJoin(
        campaignVersion,
        and(eq(campaignVersion.campaignId, campaign.id), eq(campaignVersion.version, campaign.version)),
      )

  const bySlug = (from: typeof read, slug: string) => {
    const row = rows(from).where(eq(campaign.slug, slug)).get()
    return row ? toCampaign(row) : null
  }

  return {
    async saveCampaign(text, wording, at) {
      return connection.transact((): SavedCampaign => {
        const before = bySlug(write, text.slug)
        const id =
          before?.id ??
          (write
            .select({ id: max(campaign.id) })
            .from(campaign)
            .get()?.id ?? 0) + 1
        const changed = !before || JSON.stringify(before.text) !== JSON.stringify(text)
        if (!before) createCampaign(parts, id, text, at)
        const outcome = !before ? 'created' : changed ? changeText(parts, before, text, at) : 'unchanged'
        keepWording(parts, id, wording, at)
        if (changed) namePrinciples(parts, id, text)
        const saved = bySlug(write, text.slug)
        if (!saved) throw new Error(`campaign ${text.slug} is not there after it was saved`)
        if (!before) keyring.ensureKey(id)
        return { campaign: saved, outcome }
      })
    },

    async saveConsentWording(campaignId, wording, at) {
      connection.transact(() => keepWording(parts, campaignId, wording, at))
    },

    async setCampaignState(slug, state, at) {
      return connection.transact(() => {
        const before = bySlug(write, slug)
        if (!before || before.state === state) return before
        write
          .update(campaign)
          .set({ state, updatedAt: at, ...stateTimes(before, state, at) })
          .where(eq(campaign.slug, slug))
          .run()
        return bySlug(write, slug)
      })
    },

    async campaign(slug) {
      return bySlug(read, slug)
    },

    async campaignById(id) {
      const row = rows(read).where(eq(campaign.id, id)).get()
      return row ? toCampaign(row) : null
    },

    async campaigns() {
      const total = and(eq(tally.campaignId, campaign.id), eq(tally.measure, 'signatures'), eq(tally.key, ''))
      return read
        .select({ campaign, text: campaignVersion.text, signatures: tally.count })
        .from(campaign)
        .innerJoin(
          campaignVersion,
          and(eq(campaignVersion.campaignId, campaign.id), eq(campaignVersion.version, campaign.version)),
        )
        .leftJoin(tally, total)
        .orderBy(desc(campaign.id))
        .all()
        .map((row): CountedCampaign => ({ ...toCampaign(row), signatures: row.signatures ?? 0 }))
    },

    async campaignVersion(campaignId, version) {
      const row = read
        .select({ text: campaignVersion.text })
        .from(campaignVersion)
        .where(and(eq(campaignVersion.campaignId, campaignId), eq(campaignVersion.version, version)))
        .get()
      return row?.text ?? null
    },

    async consentWording(campaignId, consentVersion) {
      const row = read
        .select({ wording: consent.wording })
        .from(consent)
        .where(and(eq(consent.campaignId, campaignId), eq(consent.version, consentVersion)))
        .get()
      return row?.wording ?? null
    },
  }
}

function createCampaign(
  { connection: { write } }: StoreParts,
  id: number,
  text: CampaignText,
  at: Date,
): void {
  const { slug, opens = null, closes = null } = text
  write
    .insert(tables.campaign)
    .values({
      id,
      slug,
      state: 'draft',
      version: 1,
      consentVersion: 0,
      opens,
      closes,
      createdAt: at,
      updatedAt: at,
    })
    .run()
  write.insert(tables.campaignVersion).values({ campaignId: id, version: 1, text, savedAt: at }).run()
}

/** Before the first signature the text is replaced; after it, nobody's signed words may change. */
function changeText(
  { connection: { write } }: StoreParts,
  before: Campaign,
  text: CampaignText,
  at: Date,
): 'updated' | 'new-version' {
  const { campaign, campaignVersion, signature } = tables
  const { opens = null, closes = null } = text
  const signed = write
    .select({ id: signature.id })
    .from(signature)
    .where(and(eq(signature.campaignId, before.id), eq(signature.version, before.version)))
    .limit(1)
    .get()
  const version = signed ? before.version + 1 : before.version
  write
    .insert(campaignVersion)
    .values({ campaignId: before.id, version, text, savedAt: at })
    .onConflictDoUpdate({
      target: [campaignVersion.campaignId, campaignVersion.version],
      set: { text, savedAt: at },
    })
    .run()
  write
    .update(campaign)
    .set({ version, opens, closes, updatedAt: at })
    .where(eq(campaign.id, before.id))
    .run()
  return signed ? 'new-version' : 'updated'
}

function keepWording(
  { connection: { write } }: StoreParts,
  campaignId: number,
  wording: ConsentWording,
  at: Date,
): void {
  const { campaign, consent } = tables
  const latest = write
    .select()
    .from(consent)
    .where(eq(consent.campaignId, campaignId))
    .orderBy(desc(consent.version))
    .limit(1)
    .get()
  if (latest && JSON.stringify(latest.wording) === JSON.stringify(wording)) return
  const version = (latest?.version ?? 0) + 1
  write.insert(consent).values({ campaignId, version, wording, savedAt: at }).run()
  write.update(campaign).set({ consentVersion: version }).where(eq(campaign.id, campaignId)).run()
}

/** A principle keeps the number it was first given, though it is taken out and put back. */
function namePrinciples({ connection: { write } }: StoreParts, campaignId: number, text: CampaignText): void {
  const { principle } = tables
  const known = write.select().from(principle).where(eq(principle.campaignId, campaignId)).all()
  const unknown = text.principles.filter(({ slug }) => !known.some(one => one.slug === slug))
  const highest = Math.max(0, ...known.map(({ number }) => number))
  for (const [index, { slug }] of unknown.entries())
    write
      .insert(principle)
      .values({ campaignId, number: highest + 1 + index, slug })
      .run()
}

function stateTimes(before: Campaign, state: CampaignState, at: Date) {
  if (state === 'open') return { openedAt: before.openedAt ?? at, closedAt: null }
  return state === 'closed' ? { closedAt: at } : {}
}

function toCampaign(row: { campaign: typeof tables.campaign.$inferSelect; text: CampaignText }): Campaign {
  const { opens: _opens, closes: _closes, ...campaign } = row.campaign
  return { ...campaign, text: row.text }
}
