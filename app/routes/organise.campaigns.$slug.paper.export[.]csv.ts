import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { paperPages } from '../domain/paper/export'
import { csvDownload } from '../http/csv'
import { readForm } from '../http/form'
import { moderating, readReason } from '../http/moderating'
import { requireFreshProof } from '../http/organiser'
import { answering } from '../http/problems'

/** Names and addresses leave: whoever takes them says why, and the log keeps it. */
export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args, 'export-personal')
  await requireFreshProof(args)
  const why = deed(readReason(await readForm(args.request)))
  await ports.store.recordAudit({
    ...why,
    action: 'exported',
    object: `campaign:${campaign.id}`,
    campaignId: campaign.id,
    detail: { name: 'paper' },
  })
  return csvDownload(paperPages(ports, campaign), `${campaign.slug}-paper.csv`, 'excel')
})

/** There is nothing to fetch without a reason: the page that asks for it is beside. */
export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { campaign } = await moderating(args, 'export-personal')
  return redirect(`/organise/campaigns/${campaign.slug}/paper/export`, 303)
})
