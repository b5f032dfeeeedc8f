import type { Campaign } from '../campaign/campaign'
import type { Organiser } from '../organiser/organiser'
import { askedRegisters } from '../place/source'
import type { Ports } from '../ports'
import { consentWording } from '../privacy/privacy'
import { Problem } from '../problem'
import type { SavedCampaign } from '../store'
import { type DraftFields, type DraftPart, fieldsOfPart, withPart } from './fields'
import { basisOf, clearSides, conflicts, type Difference, merged, type Side } from './merge'
import { type FieldNote, readDraft } from './problems'
import type { CampaignDraft, SeenDraft } from './store'
import { fieldsOf } from './text'

/** What an editor works on: the draft, or the published text where there is none. */
export interface Edited {
  readonly fields: DraftFields
  readonly draft: CampaignDraft | null
}

/** A part as somebody typed it over what they saw. */
export interface TypedPart {
  readonly part: DraftPart
  readonly fields: DraftFields
  /** Of the part as it was shown to them. */
  readonly basis: string
  /** A side for each difference that they were shown. */
  readonly chosen: Readonly<Record<string, Side>>
}

export type SavedPart =
  | {
      readonly kind: 'saved'
      /** Of what its author typed: whatever another saved meanwhile is still theirs when they save again. */
      readonly basis: string
      readonly others: 'none' | 'taken-in'
    }
  | {
      readonly kind: 'conflict'
      readonly differences: readonly Difference[]
      /** Of what the others saved: who chooses has seen it. */
      readonly basis: string
      readonly theirs: CampaignDraft | null
    }

export async function editedCampaign({ store }: Ports, campaign: Campaign): Promise<Edited> {
  const draft = await store.campaignDraft(campaign.id)
  return { draft, fields: draft?.fields ?? fieldsOf(campaign.text) }
}

/**
 * Keeps a part of a draft, with what somebody else has changed in it since its author saw it; where both have changed the same, one
 * has to choose first.
 */
export async function savePart(
  ports: Ports,
  campaign: Campaign,
  { part, fields, basis, chosen }: TypedPart,
  by: Pick<Organiser, 'id'>,
): Promise<SavedPart> {
  for (;;) {
    const edited = await editedCampaign(ports, campaign)
    const theirs = fieldsOfPart(edited.fields, part)
    const differences = conflicts(fields, theirs, basis)
    const sides = clearSides(differences, fields, theirs, basis)
    if (!sides) return { kind: 'conflict', differences, basis: basisOf(theirs), theirs: edited.draft }
    const now = merged(fields, theirs, { ...chosen, ...sides })
    const others = Object.values(sides).includes('theirs') ? 'taken-in' : 'none'
    const saved = { kind: 'saved', basis: basisOf(fields), others } as const
    if (basisOf(now) === basisOf(theirs)) return saved
    const kept = await keepDraft(ports, campaign, withPart(edited.fields, part, now), edited.draft, by)
    if (kept !== 'changed-meanwhile') return saved
  }
}

/**
 * Makes a text, a former version or a file, the draft, in place of the one that was seen (`seenAs`).
 * @throws Problem `invalid` where there is another by now
 */
export async function replaceDraft(
  ports: Ports,
  campaign: Campaign,
  fields: DraftFields,
  seen: string,
  by: Pick<Organiser, 'id'>,
): Promise<void> {
  const there = await ports.store.campaignDraft(campaign.id)
  if (seen !== seenAs(there)) throw changedMeanwhile()
  if ((await keepDraft(ports, campaign, fields, there, by)) === 'changed-meanwhile') throw changedMeanwhile()
}

/** Names a draft as somebody saw it, for a form to bring back; '' where there was none. A new draft's revisions begin anew. */
export function seenAs(draft: SeenDraft): string {
  return draft ? `${draft.revision}/${draft.savedAt.getTime()}` : ''
}

/**
 * Makes the draft the campaign's text.
 * @param seen the draft that its publisher has looked at (`seenAs`); undefined for whoever has just saved a part of it
 * @throws Problem `invalid` with what is wrong in it, by field
 */
export async function publishDraft(
  ports: Ports,
  campaign: Campaign,
  by: Pick<Organiser, 'id'>,
  seen?: string,
): Promise<SavedCampaign> {
  const { fields, draft } = await editedCampaign(ports, campaign)
  if (seen !== undefined && seen !== seenAs(draft)) throw changedMeanwhile()
  const { text, problems } = readDraft(fields, campaign.text)
  if (!text) throw new Problem('invalid', 'Something in the draft is not right yet.', byField(problems))
  const published = await ports.store.publishDraft({
    ...{ campaignId: campaign.id, seen: draft, text, by, at: ports.now() },
    wording: consentWording(text, await askedRegisters(ports)),
  })
  if (published === 'changed-meanwhile') throw changedMeanwhile()
  return published
}

export async function discardDraft(ports: Ports, campaign: Campaign, seen: string): Promise<void> {
  const { draft } = await editedCampaign(ports, campaign)
  if (!draft) return
  const ended = seen === seenAs(draft) ? await ports.store.discardDraft(campaign.id, draft) : null
  if (ended !== 'discarded') throw changedMeanwhile()
}

export function byField(notes: readonly FieldNote[]): Record<string, string> {
  const first: Record<string, string> = {}
  for (const { field, words } of notes) first[field] ??= words
  return first
}

function keepDraft(
  ports: Ports,
  campaign: Campaign,
  fields: DraftFields,
  seen: CampaignDraft | null,
  by: Pick<Organiser, 'id'>,
): Promise<CampaignDraft | 'changed-meanwhile'> {
  const basis = seen?.basis ?? campaign.version
  return ports.store.saveDraft(
    { campaignId: campaign.id, fields, basis, savedBy: by.id, savedAt: ports.now() },
    seen,
  )
}

function changedMeanwhile(): Problem {
  return new Problem('invalid', 'Somebody else has changed the draft meanwhile: look at it again.', {
    draft: 'Somebody else has changed the draft meanwhile: look at it again.',
  })
}
