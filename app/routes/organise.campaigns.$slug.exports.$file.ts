import type { LoaderFunctionArgs } from '@remix-run/node'
import { type Actor, actorOf } from '../domain/audit/audit'
import type { Campaign } from '../domain/campaign/campaign'
import { campaignNamed } from '../domain/campaign/publish'
import { requireExportAccess, requireTokenFor, tokenMark } from '../domain/connection/token'
import {
  csvProfileOf,
  type ExportChoice,
  exportFile,
  exportNames,
  isPersonal,
  readChoice,
} from '../domain/export/choice'
import { beginExport, redeemTicket, takeOut } from '../domain/export/order'
import type { ExportId } from '../domain/id'
import { isProblem, Problem } from '../domain/problem'
import { csvDownload } from '../http/csv'
import { watched } from '../http/downloads'
import { readOnly } from '../http/json'
import { requireForCampaign } from '../http/organiser'
import { statusOf } from '../http/problems'

/**
 * `/organise/campaigns/:slug/exports/NAME.csv`, for whoever bears a token, and once for an organiser who ordered it; nobody else
 * learns what there is.
 */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  try {
    const ticket = new URL(args.request.url).searchParams.get('ticket')
    return await (ticket === null ? byToken(args) : byTicket(args, ticket))
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    const headers = thrown.code === 'not-allowed' ? { 'WWW-Authenticate': 'Bearer' } : {}
    return Response.json(
      { error: thrown.message },
      { status: statusOf(thrown), headers: { 'Cache-Control': 'no-store', ...headers } },
    )
  }
}

async function byToken({ request, params, context: { ports } }: LoaderFunctionArgs): Promise<Response> {
  const name = exportNames.find(one => `${one}.csv` === params.file)
  const token = await requireExportAccess(ports, request.headers.get('Authorization'), name ?? 'counts')
  if (!name) throw new Problem('not-found', `The exports are ${exportNames.join(', ')}.`)
  const campaign = await campaignNamed(ports, params.slug ?? '')
  requireTokenFor(token, campaign)
  const actor: Actor = `token:${tokenMark(token.hash)}`
  const choice = chosen(request, name)
  const begun = {
    campaign,
    choice,
    actor,
    begin: () => beginExport(ports, campaign, choice, { actor, reason: null }),
  }
  return answer({ request, ports, ...begun })
}

/** What an organiser ordered, who is still the one who may. */
async function byTicket(args: LoaderFunctionArgs, ticket: string): Promise<Response> {
  const { request, params, context } = args
  const choice = chosen(request, (params.file ?? '').replace(/\.csv$/, ''))
  const right = isPersonal(choice) ? 'export-personal' : 'export'
  const { organiser, campaign } = await requireForCampaign(args, right)
  const { ports } = context
  const ordered = () => redeemTicket(ports, campaign, organiser, choice, ticket)
  return answer({ request, ports, campaign, choice, actor: actorOf(organiser), begin: ordered })
}

/** @throws Problem `unreadable` for what an address cannot ask for */
function chosen(request: Request, name: string): ExportChoice {
  try {
    return readChoice(name, new URL(request.url).searchParams)
  } catch (thrown) {
    throw isProblem(thrown) ? new Problem('unreadable', `${thrown.message}.`) : thrown
  }
}

interface Taking {
  readonly request: Request
  readonly ports: LoaderFunctionArgs['context']['ports']
  readonly campaign: Campaign
  readonly choice: ExportChoice
  readonly actor: Actor
  /** Not called for who only asks what there is (HEAD). */
  begin(): Promise<ExportId>
}

async function answer({ request, ports, campaign, choice, actor, begin }: Taking): Promise<Response> {
  const [file, profile] = [exportFile(campaign.slug, choice), csvProfileOf(choice.profile)]
  if (request.method === 'HEAD') return csvDownload(null, file, profile)
  const id = await begin()
  const pages = watched(id, campaign.id, note => takeOut(ports, campaign, choice, actor, id, note))
  return csvDownload(pages, file, profile)
}

export const action = readOnly
