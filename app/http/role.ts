import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'
import { type GivenRole, roles } from '../domain/role'

/** A role and where it is to hold, as a form has them. @throws Problem `invalid` for what is none, or no campaign of ours */
export async function readRole({ store }: Pick<Ports, 'store'>, form: URLSearchParams): Promise<GivenRole> {
  const role = roles.find(one => one === form.get('role'))
  const campaignId = Number(form.get('campaign') ?? '0')
  const known =
    campaignId === 0 || (Number.isSafeInteger(campaignId) && (await store.campaignById(campaignId)))
  if (!role || !known)
    throw new Problem('invalid', 'Choose a role', { role: 'Choose a role, and where it holds' })
  return { role, campaignId }
}
