import { actorOf, auditEntry } from '../audit/audit'
import type { InvitationId } from '../id'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { newSecret, secretHash } from '../sign-in/session'
import { emailSchema } from '../signature/mailbox'
import type { Organiser } from './organiser'
import type { GivenRole } from './role'

/** Time to find it among one's mail, and short enough that a link left lying about is soon worth nothing. */
const invitationDays = 7

export interface NewInvitation {
  /** Shown this once: only its hash is kept. */
  readonly url: string
  readonly email: string
  readonly endsAt: Date
}

/**
 * Makes a link by which its reader becomes an organiser, or, where they are one, sets up anew how they sign in.
 * @throws Problem `invalid` for what is no address
 */
export async function inviteOrganiser(
  ports: Ports,
  typed: string,
  { role, campaignId }: GivenRole,
  by: Pick<Organiser, 'id'>,
): Promise<NewInvitation> {
  const email = emailSchema.safeParse(typed)
  if (!email.success)
    throw new Problem('invalid', 'Give an e-mail address in the form name@example.org', {
      email: 'Enter an e-mail address in the form name@example.org',
    })
  const [secret, id, at] = [newSecret(), ports.newId<InvitationId>(), ports.now()]
  const endsAt = new Date(at.getTime() + invitationDays * 86_400_000)
  const whom = { id, hash: secretHash(secret), email: email.data, role, campaignId, invitedBy: by.id }
  const about = { campaignId: campaignId || null, detail: { role } }
  const entry = auditEntry(actorOf(by), 'organiser-invited', `invitation:${id}`, at, about)
  await ports.store.invite({ ...whom, at, endsAt }, entry)
  return { url: `${ports.settings.publicOrigin}/organise/join/${secret}`, email: email.data, endsAt }
}

export function cancelInvitation(
  { store, now }: Ports,
  id: InvitationId,
  by: Pick<Organiser, 'id'>,
): Promise<'cancelled' | 'not-found'> {
  const entry = auditEntry(actorOf(by), 'invitation-cancelled', `invitation:${id}`, now())
  return store.cancelInvitation(id, entry)
}
