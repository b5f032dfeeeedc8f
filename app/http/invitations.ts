import { data } from '@remix-run/node'
import type { NewInvitation } from '../domain/organiser/invite'
import { roleInWords } from '../domain/organiser/role-in-words'
import type { Invitation } from '../domain/organiser/store'
import { isProblem } from '../domain/problem'

/** Links that nobody has used, as a page lists them. @param titles of the campaigns, by their numbers */
export function shownInvitations(
  invitations: readonly Invitation[],
  titles: ReadonlyMap<number, string>,
  at: Date,
) {
  return invitations.map(({ id, email, role, campaignId, endsAt }) => ({
    ...{ id, email, endsAt, as: roleInWords({ role: role ?? 'viewer', campaignId }, titles) },
    state: endsAt <= at ? ('ended' as const) : ('open' as const),
  }))
}

/** The page again, with the link that was made or with what is wrong; whatever else came of it is answered as it is. */
export async function invitationAnswer<Other extends Response>(
  email: string,
  invite: () => Promise<NewInvitation | Other>,
) {
  try {
    const made = await invite()
    if (made instanceof Response) return made
    const { url, email: address, endsAt } = made
    return data({ made: { url, email: address, endsAt }, email: '', problems: {} })
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ made: null, email, problems: thrown.fields }, 422)
  }
}

/** What the page shows before anybody was invited. */
export const nobodyInvited = { made: null, email: '', problems: {} }
