import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { OrganisersPage } from '../components/organiser/OrganisersPage'
import { type InvitationId, isId } from '../domain/id'
import { cancelInvitation, inviteOrganiser } from '../domain/organiser/invite'
import { roleInWords } from '../domain/organiser/role-in-words'
import { campaignTitles } from '../http/campaign-titles'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { invitationAnswer, nobodyInvited, shownInvitations } from '../http/invitations'
import { doneOf } from '../http/moderating'
import { requireFreshProof, requireOrganiser } from '../http/organiser'
import { answering } from '../http/problems'
import { readRole } from '../http/role'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  await requireFreshProof(args)
  const { store, now } = args.context.ports
  const titles = await campaignTitles(args.context.ports)
  return {
    organiser,
    organisers: (await store.organisers()).map(({ roles, ...one }) => ({
      ...one,
      roles: roles.map(role => roleInWords(role, titles)),
    })),
    invitations: shownInvitations(await store.openInvitations(), titles, now()),
    campaigns: [...titles].map(([id, title]) => ({ id, title })),
    done: doneOf(args.request),
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  await requireFreshProof(args)
  const { ports } = args.context
  const form = await readForm(args.request)
  const [email, of] = [form.get('email') ?? '', form.get('of') ?? '']
  return invitationAnswer(email, async () => {
    if (form.get('step') !== 'cancel')
      return inviteOrganiser(ports, email, await readRole(ports, form), organiser)
    if (isId<InvitationId>(of)) await cancelInvitation(ports, of, organiser)
    return redirect('/organise/organisers?done=cancelled', 303)
  })
})

export default function Organisers() {
  const answer = useActionData<typeof action>() ?? nobodyInvited
  return <OrganisersPage {...useLoaderData<typeof loader>()} {...answer} />
}
