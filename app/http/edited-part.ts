import type { LoaderFunctionArgs } from '@remix-run/node'
import { savePart } from '../domain/draft/draft'
import { isDraftPart } from '../domain/draft/fields'
import { noSuchPart, readDraftForm } from './draft-form'
import { requireForCampaign } from './organiser'

/**
 * The part of a campaign that an address names, for whoever may edit it.
 * @throws as `requireForCampaign` does, and Problem `not-found` for a part that there is not
 */
export async function editedPart(args: LoaderFunctionArgs) {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const part = args.params.part ?? ''
  if (!isDraftPart(part)) throw noSuchPart()
  return { ports: args.context.ports, organiser, campaign, part }
}

/** The same, with what was typed kept as its draft, unless somebody else changed the same. @throws Problem `unreadable` too */
export async function savedPart(args: LoaderFunctionArgs) {
  const edited = await editedPart(args)
  const { ports, organiser, campaign, part } = edited
  const form = await readDraftForm(args.request, part)
  return { ...edited, form, saved: await savePart(ports, campaign, form, organiser) }
}
