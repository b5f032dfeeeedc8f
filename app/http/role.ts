import { type GivenRole, type Role, roles } from '../domain/organiser/role'
import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'

/** A role and where it is to hold, as a form has them. @throws Problem `invalid` for what is none, or no campaign of ours */
export async function readRole({ store }: Pick<Ports, 'store'>, form: URLSearchParams): Promise<GivenRole> {
  const campaignId = Number(form.get('campaign') ?? '0')
  const known =
    campaignId === 0 || (Number.isSafeInteger(campaignId) && (await store.campaignById(campaignId)))
  if (!known) throw noRole()
  return { role: chosenRole(form), campaignId }
}

/** @throws Problem `invalid` */
export function chosenRole(form: URLSearchParams): Role {
  const role = roles.find(one => one === form.get('role'))
  if (role) return role
  throw noRole()
}

function noRole(): Problem {
  return new Problem('invalid', 'Choose a role', { role: 'Choose a role, and where it holds' })
}
