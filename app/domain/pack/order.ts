import type { Actor } from '../audit/audit'
import type { Campaign } from '../campaign/campaign'
import type { ExportId } from '../id'
import type { Ports } from '../ports'
import type { PackChoice } from './choice'

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
