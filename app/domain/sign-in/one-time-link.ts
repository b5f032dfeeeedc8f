import type { InvitationPurpose } from '../organiser/organiser'
import type { Invitation } from '../organiser/store'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { newSecret, secretHash } from './session'

/** A link that is good now: nobody has taken it, or this browser has. */
export interface GoodLink {
  readonly kind: 'untaken' | 'taken-here'
  readonly hash: Uint8Array
  readonly invitation: Invitation
}

/**
 * Reads a link that is used once.
 * @param browser what the cookie holds of whoever has it open
 * @throws Problem `not-found`, or `gone` for one that has ended, was used, or belongs to another browser
 */
export async function readLink(
  { store, now }: Ports,
  purpose: InvitationPurpose,
  token: string | undefined,
  browser: string | null,
): Promise<GoodLink> {
  const hash = secretHash(token ?? '')
  const invitation = await store.invitation(hash)
  if (invitation?.purpose !== purpose) throw new Problem('not-found', 'There is no such link.')
  if (invitation.usedAt)
    throw new Problem('gone', 'This link has been used. Sign in with what you set up then.')
  if (invitation.endsAt <= now()) throw new Problem('gone', 'This link has ended. Please ask for a new one.')
  if (!invitation.browser) return { kind: 'untaken', hash, invitation }
  if (browser === null || !secretHash(browser).equals(invitation.browser))
    throw new Problem(
      'gone',
      'This link was opened in another browser, and works there alone. Go back to that browser, or ask for a new link.',
    )
  return { kind: 'taken-here', hash, invitation }
}

/** Makes an untaken link this browser's; gives what its cookie is to hold. @throws Problem `gone` where another was quicker */
export async function takeLink({ store }: Ports, { hash }: GoodLink): Promise<string> {
  const browser = newSecret()
  if ((await store.bindInvitation(hash, secretHash(browser))) === 'bound') return browser
  throw new Problem('gone', 'This link was opened in another browser, and works there alone.')
}

/** @throws Problem `gone` where this browser has not taken it */
export function requireTaken(link: GoodLink): GoodLink {
  if (link.kind === 'taken-here') return link
  throw new Problem('gone', 'Please open the link once more and begin there.')
}
