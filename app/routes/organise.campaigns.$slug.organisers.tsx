import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CampaignOrganisersPage } from '../components/organiser/CampaignOrganisersPage'
import { type InvitationId, isId, type OrganiserId } from '../domain/id'
import { bringIn, campaignOrganisers, takeOut, uninvite } from '../domain/organiser/campaign-organisers'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { invitationAnswer, nobodyInvited, shownInvitations } from '../http/invitations'
import { backTo, doneOf, moderating } from '../http/moderating'
import { requireFreshProof } from '../http/organiser'
import { answering } from '../http/problems'
import { chosenRole } from '../http/role'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, desk } = await moderating(args, 'administer')
  await requireFreshProof(args)
  const { here, everywhere, invitations } = await campaignOrganisers(ports, campaign)
  return {
    desk,
    here,
    everywhere: everywhere.map(({ id, name, role }) => ({ id, name, role })),
    invitations: shownInvitations(invitations, new Map([[campaign.id, campaign.text.title]]), ports.now()),
    done: doneOf(args.request),
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, organiser } = await moderating(args, 'administer')
  await requireFreshProof(args)
  const form = await readForm(args.request)
  const [email, of] = [form.get('email') ?? '', form.get('of') ?? '']
  const back = (done: string) => backTo(campaign, '/organisers', done)
  return invitationAnswer(email, async () => {
    if (form.get('step') === 'cancel') {
      if (isId<InvitationId>(of)) await uninvite(ports, campaign, of, organiser)
      return back('cancelled')
    }
    if (form.get('step') === 'take') {
      if (isId<OrganiserId>(of)) await takeOut(ports, campaign, of, organiser)
      return back('taken')
    }
    const brought = await bringIn(ports, campaign, { email, role: chosenRole(form) }, organiser)
    return brought.kind === 'given' ? back('given') : brought
  })
})

export default function CampaignOrganisers() {
  const answer = useActionData<typeof action>() ?? nobodyInvited
  return <CampaignOrganisersPage {...useLoaderData<typeof loader>()} {...answer} />
}
