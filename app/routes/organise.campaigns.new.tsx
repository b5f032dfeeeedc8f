import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewCampaignPage } from '../components/draft/NewCampaignPage'
import { importCampaign } from '../domain/campaign/import'
import { beginCampaign } from '../domain/campaign/new-campaign'
import type { Organiser } from '../domain/organiser/organiser'
import { isProblem } from '../domain/problem'
import { fileOrPasted, hasForm, readForm, readUpload } from '../http/form'
import { deskPage } from '../http/headers'
import { newCampaignForm, newCampaignPage } from '../http/new-campaign'
import { requireOrganiser } from '../http/organiser'
import { answering, statusOf } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'edit')
  const from = new URL(args.request.url).searchParams.get('from') ?? ''
  return newCampaignPage(args.context.ports, organiser, from)
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'edit')
  return hasForm(args.request) ? begin(args, organiser) : bringIn(args, organiser)
})

async function begin({ request, context: { ports } }: ActionFunctionArgs, organiser: Organiser) {
  const form = newCampaignForm(await readForm(request))
  return orAgain({ form }, async () => {
    const { slug } = await beginCampaign(ports, form, organiser)
    return form.from ? `${slug}/edit?done=made` : `${slug}/edit/texts?done=begun`
  })
}

async function bringIn({ request, context: { ports } }: ActionFunctionArgs, organiser: Organiser) {
  const file = await fileOrPasted(await readUpload(request))
  return orAgain({ file: file ?? '' }, async () => {
    const { campaign, outcome } = await importCampaign(ports, file, organiser)
    return `${campaign.slug}/edit?done=${outcome}`
  })
}

/**
 * On to the campaign's editor, or the page again with what was typed.
 * @param make answers where that is, among campaigns
 */
async function orAgain<Typed>(typed: Typed, make: () => Promise<string>) {
  try {
    return redirect(`/organise/campaigns/${await make()}`, 303)
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return data({ ...typed, problems: thrown.fields }, statusOf(thrown))
  }
}

export default function NewCampaign() {
  const page = useLoaderData<typeof loader>()
  return <NewCampaignPage {...page} file="" problems={{}} {...useActionData<typeof action>()} />
}
