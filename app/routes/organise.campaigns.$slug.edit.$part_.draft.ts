import type { ActionFunctionArgs } from '@remix-run/node'
import { savePart } from '../domain/draft'
import { isDraftPart } from '../domain/draft-fields'
import { noSuchPart, readDraftForm } from '../http/draft-form'
import { partPage } from '../http/draft-page'
import { unstored } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

/** What the editor's script sends while somebody types: the same form, answered with what it has to know. */
export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const { ports } = args.context
  const part = args.params.part ?? ''
  if (!isDraftPart(part)) throw noSuchPart()
  const form = await readDraftForm(args.request, part)
  const saved = await savePart(ports, campaign, form, organiser)
  if (saved.kind === 'conflict')
    return Response.json({ kind: 'conflict' }, { status: 409, headers: unstored })
  const { problems, notes } = await partPage(ports, organiser, campaign, part)
  return Response.json({ ...saved, problems, notes }, { headers: unstored })
})
