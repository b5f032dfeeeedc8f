import { auditEntry } from '../audit/audit'
import type { OrganiserId } from '../id'
import { refuseBeyondHard } from '../limit'
import type { OrganiserSession, UsedProof } from '../organiser/store'
import type { Ports } from '../ports'
import { judgeCode } from './second-factor'
import { newSession } from './session'
import { passkeyShown } from './show-passkey'

/** Whoever is signed in, and in which session. */
export interface Holder {
  readonly id: OrganiserId
  readonly session: Pick<OrganiserSession, 'hash' | 'agent'>
}

/**
 * Shows a second factor once more; gives what the session's cookie is to hold from now on, or null for a wrong code. Whoever does so
 * is signed in: they are counted by themselves, and wait for nobody's guesses at the door (record 49).
 * @throws Problem `too-many`
 */
export async function proveByCode(ports: Ports, holder: Holder, typed: string): Promise<string | null> {
  const whose = await ports.store.organiserById(holder.id)
  if (!whose) return null
  refuseBeyondHard(await ports.limits.take('sign-in-mailbox', `signed-in/${holder.id}`, ports.now()))
  const proof = judgeCode(ports, whose, typed)
  const renewed = proof && (await renewSession(ports, holder, proof))
  if (!renewed) await fail(ports, holder, 'code')
  return renewed
}

/** The same by one of their own passkeys. */
export async function proveByPasskey(ports: Ports, holder: Holder, answer: string): Promise<string | null> {
  const shown = await passkeyShown(ports, answer)
  const theirs = shown?.whose.id === holder.id ? shown.proof : null
  const renewed = theirs && (await renewSession(ports, holder, theirs))
  if (!renewed) await fail(ports, holder, 'passkey')
  return renewed
}

async function renewSession(ports: Ports, holder: Holder, proof: UsedProof): Promise<string | null> {
  const { id, session } = newSession(holder.session.agent)
  const at = ports.now()
  const object = `organiser:${holder.id}` as const
  const entry = auditEntry(object, 'signed-in', object, at, { detail: { by: proof.kind, again: true } })
  const start = { organiserId: holder.id, proof, session, continues: holder.session.hash, at }
  return (await ports.store.startSession(start, entry)) === 'started' ? id : null
}

function fail(ports: Ports, holder: Holder, by: 'code' | 'passkey'): Promise<void> {
  const object = `organiser:${holder.id}`
  const entry = auditEntry('system', 'sign-in-failed', object, ports.now(), { detail: { by, again: true } })
  return ports.store.failSignIn(null, entry)
}
