import { createHash, randomBytes } from 'node:crypto'
import type { NewSession, OpenedSession } from '../organiser/store'
import type { Ports } from '../ports'

/** A session ends half an hour after its last page, and twelve hours after it began (SEC-09). */
const idleMs = 30 * 60_000
export const absoluteMs = 12 * 3_600_000

/** How long a proof counts as fresh for what lets personal data out or changes who may come in (SEC-11). */
const freshMs = 10 * 60_000

/** How exactly the last page is known: a write for every page would be one too many. */
const touchEveryMs = 60_000

/** Whether it is neither idle nor old. */
export function isLive(session: Pick<OpenedSession, 'createdAt' | 'seenAt'>, at: Date): boolean {
  const [age, idle] = [session.createdAt, session.seenAt].map(since => at.getTime() - since.getTime())
  return (age ?? absoluteMs) < absoluteMs && (idle ?? idleMs) < idleMs
}

export function isFresh({ provenAt }: Pick<OpenedSession, 'provenAt'>, at: Date): boolean {
  return at.getTime() - provenAt.getTime() < freshMs
}

/** A secret of 256 bits, to be kept by one browser or to stand in one link. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** All that is kept of a secret. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** A session to begin, and what its cookie holds. */
export function newSession(agent: string): { readonly id: string; readonly session: NewSession } {
  const id = newSecret()
  return { id, session: { hash: secretHash(id), agent } }
}

/**
 * The session whose cookie holds this, with whose it is; null where there is none that lives.
 * @param by what asks by itself, such as a page that listens, keeps no session from ending
 */
export async function openedSession(
  { store, now }: Ports,
  id: string | null,
  by: 'person' | 'page' = 'person',
): Promise<OpenedSession | null> {
  const session = id ? await store.session(secretHash(id)) : null
  const at = now()
  if (session?.organiser.state !== 'active' || !isLive(session, at)) return null
  if (by === 'person' && at.getTime() - session.seenAt.getTime() >= touchEveryMs)
    await store.touchSession(session.hash, at)
  return session
}
