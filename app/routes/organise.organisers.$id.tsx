import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { OrganiserPage } from '../components/organiser/OrganiserPage'
import { isId, type OrganiserId } from '../domain/id'
import { ownCredentials } from '../domain/organiser/account'
import { roleInWords } from '../domain/organiser/role-in-words'
import { disableOrganiser, setRole } from '../domain/organiser/set-role'
import { isProblem, Problem } from '../domain/problem'
import { campaignTitles } from '../http/campaign-titles'
import { shownConnectionsOf } from '../http/connections'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { doneOf } from '../http/moderating'
import { requireFreshProof, requireOrganiser } from '../http/organiser'
import { answering } from '../http/problems'
import { readRole } from '../http/role'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  await requireFreshProof(args)
  const { ports } = args.context
  const { name, email, state, roles } = await ownCredentials(ports, { id: idOf(args) })
  const titles = await campaignTitles(ports)
  const named = roles.map(role => ({ campaignId: role.campaignId, words: roleInWords(role, titles) }))
  return {
    organiser,
    address: `/organise/organisers/${args.params.id}`,
    whose: { name, email, state, roles: named },
    made: await shownConnectionsOf(ports, idOf(args)),
    campaigns: [...titles].map(([id, title]) => ({ id, title })),
    done: doneOf(args.request),
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const by = await requireOrganiser(args, 'administer')
  await requireFreshProof(args)
  const { ports } = args.context
  const [id, form] = [idOf(args), await readForm(args.request)]
  try {
    if (form.get('step') === 'disable') await disableOrganiser(ports, id, by)
    else if (form.get('step') === 'take')
      await setRole(ports, id, { campaignId: Number(form.get('campaign')), role: null }, by)
    else await setRole(ports, id, await readRole(ports, form), by)
    const done = form.get('step') === 'disable' ? 'disabled' : 'set'
    return redirect(`/organise/organisers/${id}?done=${done}`, 303)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields }, 422)
  }
})

function idOf({ params }: LoaderFunctionArgs): OrganiserId {
  if (isId<OrganiserId>(params.id ?? '')) return params.id as OrganiserId
  throw new Problem('not-found', 'There is no such organiser.')
}

export default function OneOrganiser() {
  const problems = useActionData<typeof action>()?.problems ?? {}
  return <OrganiserPage {...useLoaderData<typeof loader>()} problems={problems} />
}
