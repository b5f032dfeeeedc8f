import type { Actor } from './audit'
import type { Campaign } from './campaign'
import type { ExportId } from './id'
import type { PackChoice } from './pack-choice'
import type { Ports } from './ports'

/** Writes down that a pack is taken out: counts alone, so why is not asked. */
export async function notePack(
  { store, now, newId }: Ports,
  { id: campaignId }: Pick<Campaign, 'id'>,
  { parts, constituency }: PackChoice,
  actor: Actor,
): Promise<void> {
  const what = { export: 'pack', parts: parts.join(' '), ...(constituency === '' ? {} : { constituency }) }
  await store.recordAudit({
    actor,
    action: 'exported',
    object: `export:${newId<ExportId>()}`,
    campaignId,
    reason: null,
    detail: { ...what, phase: 'began' },
    at: now(),
  })
}
