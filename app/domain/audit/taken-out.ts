import type { Campaign } from '../campaign/campaign'
import type { Organiser } from '../organiser/organiser'
import type { Ports } from '../ports'
import { type AuditEvent, actorOf } from './audit'

/** What an organiser took out of a campaign, as the audit log has it. */
export interface TakenOut {
  readonly key: string
  readonly at: Date
  /** Such as `signatures, mailchimp, from 2026-03-01`. */
  readonly what: string
  readonly reason: string | null
  readonly phase: 'began' | 'finished' | 'cut-off'
  readonly rows: number
  readonly leftOut: number
}

/** Events of the log that are looked through: enough for what is still fresh in mind. */
const looked = 200
const shownAtMost = 10

/** What this organiser took out lately, the last first; each once, as it ended. */
export async function takenOutLately(
  { store }: Ports,
  { id }: Pick<Campaign, 'id'>,
  organiser: Pick<Organiser, 'id'>,
): Promise<readonly TakenOut[]> {
  const events = await store.auditBefore(id, null, looked)
  const theirs = events.filter(({ action, actor }) => action === 'exported' && actor === actorOf(organiser))
  const began = theirs.filter(({ detail }) => detail.phase === 'began').slice(0, shownAtMost)
  return began.map(begin => {
    const end = theirs.find(({ object, detail }) => object === begin.object && detail.phase !== 'began')
    const { phase = 'began', rows = 0, left_out = 0 } = { ...end?.detail }
    return {
      key: begin.object,
      at: begin.at,
      what: whatOf(begin),
      reason: begin.reason,
      phase: phase as TakenOut['phase'],
      rows: Number(rows),
      leftOut: Number(left_out),
    }
  })
}

function whatOf({ detail }: AuditEvent): string {
  const { export: name, profile, phase: _, ...filter } = detail
  const cut = Object.entries(filter).map(([field, value]) => `${field} ${value}`)
  return [name, ...(profile ? [profile] : []), ...cut].join(', ')
}
