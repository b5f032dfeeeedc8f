import type { ActionFunctionArgs } from '@remix-run/node'
import { partPage } from '../http/draft-page'
import { savedPart } from '../http/edited-part'
import { unstored } from '../http/headers'
import { answering } from '../http/problems'

/** What the editor's script sends while somebody types: the same form, answered with what it has to know. */
export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, organiser, campaign, part, saved } = await savedPart(args)
  if (saved.kind === 'conflict')
    return Response.json({ kind: 'conflict' }, { status: 409, headers: unstored })
  const { problems, notes } = await partPage(ports, organiser, campaign, part)
  return Response.json({ ...saved, problems, notes }, { headers: unstored })
})
