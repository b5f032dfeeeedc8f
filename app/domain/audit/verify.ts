import type { Ports } from '../ports'
import { type AuditEvent, auditHash, firstPrevious } from './audit'

/** An event that somebody wrote down elsewhere: only with one can it be seen that the log's end was cut off. */
export interface KnownEvent {
  readonly number: number
  /** In hexadecimal, or how it begins. */
  readonly hash: string
}

export type AuditVerdict =
  | { readonly kind: 'whole'; readonly events: number; readonly lastHash: string | null }
  | { readonly kind: 'broken'; readonly number: number; readonly why: AuditFault }

export type AuditFault =
  | 'changed' // it does not have the hash that its values make
  | 'unlinked' // what stood before it was changed, or taken out and the rest numbered anew
  | 'missing' // its number is not there
  | 'another' // it is not the one that was written down

const eventsAtATime = 1000

/**
 * Walks the whole log, in pages, and says where it breaks first.
 * @param known what must stand in it, as an earlier walk told it
 */
export async function verifyAudit(
  ports: Pick<Ports, 'store'>,
  known: KnownEvent | null,
): Promise<AuditVerdict> {
  let number = 0
  let previous: Uint8Array = firstPrevious
  for (;;) {
    const page = await ports.store.auditAfter(number, eventsAtATime)
    for (const event of page) {
      const why = faultOf(event, number + 1, previous, known)
      if (why) return { kind: 'broken', number: why === 'missing' ? number + 1 : event.number, why }
      number = event.number
      previous = event.hash
    }
    if (page.length < eventsAtATime) break
  }
  if (known && known.number > number) return { kind: 'broken', number: number + 1, why: 'missing' }
  return { kind: 'whole', events: number, lastHash: number > 0 ? hexOf(previous) : null }
}

function faultOf(
  event: AuditEvent,
  expected: number,
  previous: Uint8Array,
  known: KnownEvent | null,
): AuditFault | null {
  if (event.number !== expected) return 'missing'
  if (hexOf(event.previous) !== hexOf(previous)) return 'unlinked'
  if (hexOf(event.hash) !== hexOf(auditHash(event))) return 'changed'
  if (known?.number === event.number && !hexOf(event.hash).startsWith(known.hash)) return 'another'
  return null
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
