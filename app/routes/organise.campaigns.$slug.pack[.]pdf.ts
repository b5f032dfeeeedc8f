import type { ActionFunctionArgs } from '@remix-run/node'
import { actorOf } from '../domain/audit/audit'
import { readPackChoice } from '../domain/pack/form'
import { notePack } from '../domain/pack/order'
import { readPack } from '../domain/pack/pack'
import { readForm } from '../http/form'
import { requireForCampaign } from '../http/organiser'
import { pdfDownload } from '../http/pdf'
import { answering } from '../http/problems'

/** The pack that a form asks for, printed. It is posted, since it is written down as every export is, and reading changes nothing. */
export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'export')
  const { ports } = args.context
  const choice = readPackChoice(campaign, await readForm(args.request))
  await notePack(ports, campaign, choice, actorOf(organiser))
  return pdfDownload(
    await ports.printPack(await readPack(ports, campaign, choice)),
    `${campaign.slug}-pack.pdf`,
  )
})
