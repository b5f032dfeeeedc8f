import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireExportAccess, requireTokenFor } from '../domain/access'
import { exportNames, exportPages } from '../domain/export'
import { isProblem, Problem } from '../domain/problem'
import { campaignNamed } from '../domain/publish'
import { csvDownload, csvProfile } from '../http/csv'
import { readOnly } from '../http/json'
import { statusOf } from '../http/problems'

/** `/organise/campaigns/:slug/exports/NAME.csv`, for whoever bears a token; nobody else learns what there is. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  try {
    return await download(args)
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    const headers = thrown.code === 'not-allowed' ? { 'WWW-Authenticate': 'Bearer' } : {}
    return Response.json(
      { error: thrown.message },
      { status: statusOf(thrown), headers: { 'Cache-Control': 'no-store', ...headers } },
    )
  }
}

async function download({ request, params, context: { ports } }: LoaderFunctionArgs): Promise<Response> {
  const name = exportNames.find(one => `${one}.csv` === params.file)
  const token = await requireExportAccess(ports, request.headers.get('Authorization'), name ?? 'counts')
  if (!name) throw new Problem('not-found', `The exports are ${exportNames.join(', ')}.`)
  const campaign = await campaignNamed(ports, params.slug ?? '')
  requireTokenFor(token, campaign)
  const profile = csvProfile(request)
  return csvDownload(request, exportPages(ports, campaign, name), `${campaign.slug}-${name}.csv`, profile)
}

export const action = readOnly
