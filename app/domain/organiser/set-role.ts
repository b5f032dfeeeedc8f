import { actorOf, auditEntry } from '../audit/audit'
import type { OrganiserId } from '../id'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { Organiser } from './organiser'
import type { GivenRole, Role } from './role'

/**
 * Gives a role for a campaign, in the place of another, or takes the one there is. Whoever has it signs in again.
 * @throws Problem `invalid` for the last owner, `not-found`
 */
export async function setRole(
  { store, now }: Ports,
  id: OrganiserId,
  { campaignId, role }: { readonly campaignId: GivenRole['campaignId']; readonly role: Role | null },
  by: Pick<Organiser, 'id'>,
): Promise<'set' | 'unchanged'> {
  const about = { campaignId: campaignId || null, detail: { role } }
  const action = role ? 'role-given' : 'role-taken'
  const entry = auditEntry(actorOf(by), action, `organiser:${id}`, now(), about)
  return requireDone(await store.setRole(id, campaignId, role, entry))
}

/** Lets an organiser in no more. @throws Problem `invalid` for the last owner, `not-found` */
export async function disableOrganiser(
  { store, now }: Ports,
  id: OrganiserId,
  by: Pick<Organiser, 'id'>,
): Promise<'disabled' | 'already'> {
  const entry = auditEntry(actorOf(by), 'organiser-disabled', `organiser:${id}`, now())
  return requireDone(await store.disableOrganiser(id, entry))
}

function requireDone<Outcome extends string>(
  outcome: Outcome | 'last-owner' | 'not-found',
): Exclude<Outcome, 'last-owner' | 'not-found'> {
  if (outcome === 'not-found') throw new Problem('not-found', 'There is no such organiser.')
  if (outcome === 'last-owner') {
    const words = 'They are the last owner. Make somebody else an owner first'
    throw new Problem('invalid', words, { role: words })
  }
  return outcome as Exclude<Outcome, 'last-owner' | 'not-found'>
}
