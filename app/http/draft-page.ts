import type { Campaign } from '../domain/campaign/campaign'
import { nextUnwritten, unfilledPlaces } from '../domain/campaign/unfilled'
import { byField, type Edited, editedCampaign, type SavedPart, seenAs } from '../domain/draft/draft'
import { type DraftFields, type DraftPart, draftParts, fieldKind, fieldsOfPart } from '../domain/draft/fields'
import { basisOf } from '../domain/draft/merge'
import { draftWarnings, type FieldNote, readDraft, shownDraft } from '../domain/draft/problems'
import type { CampaignDraft } from '../domain/draft/store'
import { fieldsOf } from '../domain/draft/text'
import type { OrganiserId } from '../domain/id'
import type { Organiser } from '../domain/organiser/organiser'
import type { Ports } from '../domain/ports'

/** Which campaign a page of the desk is about. */
export function deskCampaign({ id, slug, text, state }: Campaign) {
  return { id, slug, title: text.title, state }
}

/** What each editor page shows of a draft: what was typed, and what is to be said of it. */
export async function partPage(ports: Ports, organiser: Organiser, campaign: Campaign, part: DraftPart) {
  const edited = await editedCampaign(ports, campaign)
  const { problems } = readDraft(edited.fields, campaign.text)
  const fields = fieldsOfPart(edited.fields, part)
  const warnings = saidInLetters(part)
    ? draftWarnings(shownDraft(edited.fields, campaign.text).text, edited.fields)
    : []
  const unfilled = unfilledPlaces(fields)
  const isUnfilled = ({ field }: FieldNote) => unfilled.some(one => one.field === field)
  return {
    organiser,
    campaign: deskCampaign(campaign),
    part,
    fields,
    basis: basisOf(fields),
    problems: byField(problems.filter(one => one.part === part)),
    notes: listedByField([...unfilled, ...warnings.filter(one => one.part === part && !isUnfilled(one))]),
    parts: partsWith(problems),
    next: nextUnwritten(edited.fields, part),
    draft: edited.draft && (await savedOf(ports, edited.draft)),
  }
}

/** Where a part leads once it is kept: to the next in which something is left to be written, or back to all of them. */
export async function addressOfNext(ports: Ports, campaign: Campaign, part: DraftPart): Promise<string> {
  const { fields } = await editedCampaign(ports, campaign)
  const next = nextUnwritten(fields, part)
  return `/organise/campaigns/${campaign.slug}/edit${next ? `/${next}` : ''}`
}

/** Where publishing leads: before a campaign opens, to what there is to look at. */
export function addressOfPublished({ slug, state }: Campaign): string {
  return `/organise/campaigns/${slug}/${state === 'draft' ? 'checklist' : 'edit'}?done=published`
}

function saidInLetters(part: DraftPart): boolean {
  return part === 'letter' || part === 'principles'
}

/** The page before publishing: what has changed where, and what keeps it from being published. */
export async function overviewPage(ports: Ports, organiser: Organiser, campaign: Campaign) {
  const edited = await editedCampaign(ports, campaign)
  const { problems } = readDraft(edited.fields, campaign.text)
  return {
    organiser,
    campaign: deskCampaign(campaign),
    version: campaign.version,
    seen: seenAs(edited.draft),
    /** The version that the draft began from, where another was published since. */
    behind: edited.draft && edited.draft.basis < campaign.version ? edited.draft.basis : null,
    draft: edited.draft && (await savedOf(ports, edited.draft)),
    problems,
    unfilled: unfilledPlaces(edited.fields).length,
    parts: partsWith(problems).map(one => ({ ...one, changed: hasChanged(edited, campaign, one.part) })),
  }
}

/** What somebody typed beside what another saved meanwhile. */
export async function conflictPage(
  ports: Ports,
  organiser: Organiser,
  campaign: Campaign,
  part: DraftPart,
  mine: DraftFields,
  conflict: Extract<SavedPart, { kind: 'conflict' }>,
) {
  return {
    organiser,
    campaign: deskCampaign(campaign),
    part,
    mine,
    basis: conflict.basis,
    saved: conflict.theirs && (await savedOf(ports, conflict.theirs)),
    differences: conflict.differences.map(({ unit, changedBy, ...sides }) => ({
      unit,
      changedBy,
      label: labelOf(unit),
      mine: sideText(sides.mine),
      theirs: sideText(sides.theirs),
    })),
  }
}

/** The names of those who saved something; what is left of somebody unknown is that it was an organiser. */
export async function namesOfOrganisers(ports: Ports): Promise<(id: OrganiserId | null) => string> {
  const names = new Map((await ports.store.organisers()).map(({ id, name }) => [id, name]))
  return id => (id === null ? 'the operator' : (names.get(id) ?? 'an organiser'))
}

async function savedOf(ports: Ports, { savedAt, savedBy }: Pick<CampaignDraft, 'savedAt' | 'savedBy'>) {
  return { at: savedAt, by: (await namesOfOrganisers(ports))(savedBy) }
}

function partsWith(problems: readonly FieldNote[]) {
  return Object.entries(draftParts).map(([part, heading]) => ({
    part: part as DraftPart,
    heading,
    problems: problems.filter(one => one.part === part).length,
  }))
}

function hasChanged({ fields }: Edited, { text }: Campaign, part: DraftPart): boolean {
  return basisOf(fieldsOfPart(fields, part)) !== basisOf(fieldsOfPart(fieldsOf(text), part))
}

function listedByField(notes: readonly FieldNote[]): Record<string, string[]> {
  const lists: Record<string, string[]> = {}
  for (const { field, words } of notes) lists[field] = [...(lists[field] ?? []), words]
  return lists
}

function labelOf(unit: string): string {
  const [list, index] = unit.split('.')
  return fieldKind(unit)?.label ?? `${items[list ?? ''] ?? unit} ${Number(index) + 1}`
}

const items: Readonly<Record<string, string>> = { principles: 'Principle', target: 'Target', links: 'Link' }

/** One field's words, or each of several with its label; null where that side has taken it out. */
function sideText(fields: DraftFields): string | null {
  const entries = Object.entries(fields)
  if (entries.length < 2) return entries[0]?.[1] ?? null
  return entries.map(([name, words]) => `${fieldKind(name)?.label}: ${words}`).join('\n')
}
