import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { OrganisersPage } from '../components/OrganisersPage'
import { type InvitationId, isId } from '../domain/id'
import { cancelInvitation, inviteOrganiser } from '../domain/invite'
import type { Organiser } from '../domain/organiser'
import { isProblem } from '../domain/problem'
import { roleInWords } from '../domain/role-in-words'
import { campaignTitles } from '../http/campaign-titles'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireFreshProof, requireOrganiser } from '../http/organiser'
import { answering } from '../http/problems'
import { readRole } from '../http/role'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  await requireFreshProof(args)
  const { store, now } = args.context.ports
  const titles = await campaignTitles(args.context.ports)
  const said = new URL(args.request.url).searchParams.get('said')
  return {
    organiser,
    organisers: (await store.organisers()).map(({ roles, ...one }) => ({
      ...one,
      roles: roles.map(role => roleInWords(role, titles)),
    })),
    invitations: (await store.openInvitations()).map(({ id, email, role, campaignId, endsAt }) => ({
      ...{ id, email, endsAt, as: roleInWords({ role: role ?? 'viewer', campaignId }, titles) },
      state: endsAt <= now() ? ('ended' as const) : ('open' as const),
    })),
    campaigns: [...titles].map(([id, title]) => ({ id, title })),
    said: said === 'cancelled' ? 'That link lets nobody in any more.' : null,
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  await requireFreshProof(args)
  const form = await readForm(args.request)
  return form.get('step') === 'cancel' ? cancel(args, organiser, form) : invite(args, organiser, form)
})

async function cancel({ context }: ActionFunctionArgs, organiser: Organiser, form: URLSearchParams) {
  const id = form.get('of') ?? ''
  if (isId<InvitationId>(id)) await cancelInvitation(context.ports, id, organiser)
  return redirect('/organise/organisers?said=cancelled', 303)
}

async function invite(
  { context: { ports } }: ActionFunctionArgs,
  organiser: Organiser,
  form: URLSearchParams,
) {
  const email = form.get('email') ?? ''
  try {
    const role = await readRole(ports, form)
    const { url, email: address, endsAt } = await inviteOrganiser(ports, email, role, organiser)
    return data({ made: { url, email: address, endsAt }, email: '', problems: {} })
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ made: null, email, problems: thrown.fields }, 422)
  }
}

export default function Organisers() {
  const done = useActionData<typeof action>() ?? { made: null, email: '', problems: {} }
  return <OrganisersPage {...useLoaderData<typeof loader>()} {...done} />
}
