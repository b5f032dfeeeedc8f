import type { Campaign } from '../campaign/campaign'
import type { InvitationId, OrganiserId } from '../id'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { canonicalMailbox, smtpAddress } from '../signature/mailbox'
import { cancelInvitation, inviteOrganiser, type NewInvitation } from './invite'
import type { Organiser } from './organiser'
import type { Role } from './role'
import { setRole } from './set-role'
import type { Invitation, KnownOrganiser } from './store'

/** Somebody with a role, for a campaign or for every one. */
export interface RoleHolder extends Pick<KnownOrganiser, 'id' | 'name' | 'email' | 'state'> {
  readonly role: Role
}

/** Who may come in to a campaign, and who is invited to it. */
export interface CampaignOrganisers {
  readonly here: readonly RoleHolder[]
  /** Those with a role for every campaign; its own owners can change nothing about them. */
  readonly everywhere: readonly RoleHolder[]
  readonly invitations: readonly Invitation[]
}

export async function campaignOrganisers(
  { store }: Pick<Ports, 'store'>,
  { id: campaignId }: Pick<Campaign, 'id'>,
): Promise<CampaignOrganisers> {
  const organisers = await store.organisers()
  const having = (where: number) =>
    organisers.flatMap(({ roles, id, name, email, state }) => {
      const given = roles.find(one => one.campaignId === where)
      return given ? [{ id, name, email, state, role: given.role }] : []
    })
  return {
    here: having(campaignId),
    everywhere: having(0).filter(({ state }) => state === 'active'),
    invitations: (await store.openInvitations()).filter(one => one.campaignId === campaignId),
  }
}

/** A link for somebody new, or the role at once for who organises here already. */
export type Brought =
  | ({ readonly kind: 'invited' } & NewInvitation)
  | { readonly kind: 'given'; readonly email: string }

/**
 * Brings somebody in to one campaign. Whoever organises already gets the role and no link: a link would give them new proofs,
 * and it is shown to whoever made it, who may own less than they do.
 * @throws Problem `invalid` for what is no address, for somebody who is let in no more, and for the last owner
 */
export async function bringIn(
  ports: Ports,
  { id: campaignId }: Pick<Campaign, 'id'>,
  { email, role }: { readonly email: string; readonly role: Role },
  by: Pick<Organiser, 'id'>,
): Promise<Brought> {
  const address = smtpAddress(email)
  const known = address === null ? null : await ports.store.organiserByMailbox(canonicalMailbox(address))
  if (!known) return { kind: 'invited', ...(await inviteOrganiser(ports, email, { role, campaignId }, by)) }
  if (known.state === 'disabled') {
    const words = 'They are let in no more. Only an owner of every campaign can bring them back'
    throw new Problem('invalid', words, { email: words })
  }
  await setRole(ports, known.id, { campaignId, role }, by)
  return { kind: 'given', email: known.email }
}

/** Takes the role for this campaign; others stay. @throws Problem `invalid` for the last owner, `not-found` */
export async function takeOut(
  ports: Ports,
  { id: campaignId }: Pick<Campaign, 'id'>,
  id: OrganiserId,
  by: Pick<Organiser, 'id'>,
): Promise<void> {
  await setRole(ports, id, { campaignId, role: null }, by)
}

/** Cancels a link to this campaign, and to no other. */
export async function uninvite(
  ports: Ports,
  campaign: Pick<Campaign, 'id'>,
  id: InvitationId,
  by: Pick<Organiser, 'id'>,
): Promise<'cancelled' | 'not-found'> {
  const { invitations } = await campaignOrganisers(ports, campaign)
  if (!invitations.some(one => one.id === id)) return 'not-found'
  return cancelInvitation(ports, id, by)
}
