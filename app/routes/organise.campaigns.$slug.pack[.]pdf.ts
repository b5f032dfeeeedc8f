import type { LoaderFunctionArgs } from '@remix-run/node'
import { actorOf } from '../domain/audit'
import { readPack } from '../domain/pack'
import { readPackChoice } from '../domain/pack-form'
import { notePack } from '../domain/pack-order'
import { requireForCampaign } from '../http/organiser'
import { pdfDownload } from '../http/pdf'
import { answering } from '../http/problems'

/** The pack that an address asks for, printed; it is written down as every export is. */
export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'export')
  const { ports } = args.context
  const choice = readPackChoice(campaign, new URL(args.request.url).searchParams)
  const file = `${campaign.slug}-pack.pdf`
  if (args.request.method === 'HEAD') return pdfDownload(null, file)
  await notePack(ports, campaign, choice, actorOf(organiser))
  return pdfDownload(await ports.printPack(await readPack(ports, campaign, choice)), file)
})
