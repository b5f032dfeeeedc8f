import type { LoaderFunctionArgs } from '@remix-run/node'
import type { InvitationPurpose } from '../domain/organiser/organiser'
import { roleInWords } from '../domain/organiser/role-in-words'
import { type GoodLink, readLink } from '../domain/sign-in/one-time-link'
import { readLinkCookie } from './session-cookie'

/** The one-time link that an address holds, as this browser may use it. @throws Problem as `readLink` does */
export function linkOf(
  { request, params, context: { ports } }: LoaderFunctionArgs,
  purpose: InvitationPurpose,
): Promise<GoodLink> {
  return readLink(ports, purpose, params.token, readLinkCookie(request, ports.settings.publicOrigin))
}

/** What a page says of who was invited, and as what. */
export async function invitedBy({ context: { ports } }: LoaderFunctionArgs, { invitation }: GoodLink) {
  const { email, role, campaignId, endsAt } = invitation
  const campaign = campaignId === 0 ? null : await ports.store.campaignById(campaignId)
  const titles = new Map(campaign ? [[campaign.id, campaign.text.title]] : [])
  return {
    email,
    as: roleInWords({ role: role ?? 'viewer', campaignId }, titles),
    endsAt: endsAt.toISOString(),
  }
}

/** A second factor to set up: the one that the form came with, or a new one. */
export function enrolmentOf(
  { context: { ports } }: LoaderFunctionArgs,
  email: string,
  kept: string | null = null,
) {
  const secret = kept && /^[A-Z2-7]{32}$/.test(kept) ? kept : ports.proving.newTotpSecret()
  return { secret, totp: ports.proving.totpCode(secret, email) }
}
