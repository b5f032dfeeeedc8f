import { recover } from '../../emails/recover'
import type { InvitationId } from '../domain/id'
import { recoveryToken } from '../domain/sign-in/recover-access'
import { ours, party } from './addressing'
import { addressed, type Composition, type OrganiserOccasion } from './composition'

/** A link for a new password. Its mail has the link's id, and the link is made of that. */
export async function composeRecover(occasion: OrganiserOccasion): Promise<Composition> {
  const { ports, sender, mail } = occasion
  const whose = await ports.store.organiserById(mail.organiserId)
  if (whose?.state !== 'active') return { kind: 'cancel' }
  const { publicOrigin } = ports.settings
  const token = recoveryToken(ports.tokens, mail.id as string as InvitationId, mail.createdAt)
  const url = whose.totpSecret ? `${publicOrigin}/organise/recover/${token}` : null
  const parties = {
    from: ours(sender.mailFrom.name, sender),
    to: party(whose.name, whose.email),
    replyTo: null,
  }
  const rendered = recover({ name: whose.name, url, signInUrl: `${publicOrigin}/organise/sign-in` })
  return addressed(occasion, { ...parties, by: 'program' }, rendered)
}
