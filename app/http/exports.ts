import type { LoaderFunctionArgs } from '@remix-run/node'
import { takenOutLately } from '../domain/audit/taken-out'
import type { Campaign } from '../domain/campaign/campaign'
import {
  choiceQuery,
  type ExportName,
  exportNames,
  isPersonal,
  readChoice,
  wholeExport,
} from '../domain/export/choice'
import { orderExport } from '../domain/export/order'
import { expectedRows } from '../domain/export/size'
import { type ExportId, isId } from '../domain/id'
import type { Organiser } from '../domain/organiser/organiser'
import { allows } from '../domain/organiser/role'
import type { Ports } from '../domain/ports'
import { type FieldProblems, isProblem, Problem } from '../domain/problem'
import { noteDownload } from './downloads'
import { requireForCampaign, requireFreshProof } from './organiser'
import { retryHeaders, statusOf } from './problems'

interface Allowed {
  readonly organiser: Organiser
  readonly campaign: Campaign
}

/** The list of exports, or the form of the one that the address names. */
export async function exportPage(args: LoaderFunctionArgs, allowed: Allowed, given: URLSearchParams) {
  const { ports } = args.context
  const named = exportNames.find(one => one === given.get('export'))
  if (!named) return listPage(ports, allowed, given)
  await requireRight(args, named)
  return formPage(ports, allowed, named, given, {})
}

/**
 * Orders what a form asks for: where the file is, or the page that says why not.
 * @throws Problem `not-found` for somebody who may not
 */
export async function orderedExport(args: LoaderFunctionArgs, allowed: Allowed, form: URLSearchParams) {
  const { ports } = args.context
  if (form.get('updates') === 'default') form.delete('updates')
  const named = exportNames.find(one => one === form.get('export'))
  if (!named) throw new Problem('unreadable', `The exports are ${exportNames.join(', ')}.`)
  await requireRight(args, named)
  try {
    return { kind: 'file' as const, path: await order(ports, allowed, named, form) }
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    const problems = thrown.code === 'invalid' ? thrown.fields : { 'take-out': thrown.message }
    const page = await formPage(ports, allowed, named, form, problems)
    return {
      kind: 'refused' as const,
      page,
      init: { status: statusOf(thrown), headers: retryHeaders(thrown) },
    }
  }
}

/** Personal data leaves only for those who may, and who have just shown who they are. */
async function requireRight(args: LoaderFunctionArgs, name: ExportName): Promise<void> {
  if (!isPersonal({ name })) return
  await requireForCampaign(args, 'export-personal')
  await requireFreshProof(args)
}

async function order(
  ports: Ports,
  { organiser, campaign }: Allowed,
  name: ExportName,
  form: URLSearchParams,
): Promise<string> {
  const choice = readChoice(name, form)
  const typed = form.get('order') ?? ''
  const id = isId<ExportId>(typed) ? typed : ports.newId<ExportId>()
  const ticket = await orderExport(ports, campaign, organiser, choice, form, id)
  const expected = await expectedRows(ports, campaign, choice)
  noteDownload(id, { campaignId: campaign.id, state: 'waiting', rows: 0, leftOut: 0, expected })
  const query = choiceQuery(choice)
  query.set('ticket', ticket)
  return `/organise/campaigns/${campaign.slug}/exports/${name}.csv?${query}`
}

async function listPage(ports: Ports, { organiser, campaign }: Allowed, given: URLSearchParams) {
  const known = await Promise.all(
    exportNames.map(async name => [name, await expectedRows(ports, campaign, wholeExport(name))] as const),
  )
  return {
    kind: 'list' as const,
    organiser,
    campaign: heading(campaign),
    mayTakePersonal: allows(organiser.roles, 'export-personal', campaign.id),
    rows: Object.fromEntries(known.flatMap(([name, size]) => (size ? [[name, size.rows]] : []))),
    carried: given.toString(),
    lately: await takenOutLately(ports, campaign, organiser),
  }
}

async function formPage(
  ports: Ports,
  { organiser, campaign }: Allowed,
  name: ExportName,
  given: URLSearchParams,
  problems: FieldProblems,
) {
  const seats = await ports.places.seats()
  return {
    kind: 'form' as const,
    organiser,
    campaign: heading(campaign),
    name,
    values: Object.fromEntries(given),
    problems,
    choices: {
      seats: seats.map(({ code, name }) => ({ code, name })),
      principles: campaign.text.principles.map(({ slug, title }) => ({ slug, title })),
    },
    expected: await expectedRows(ports, campaign, wholeExport(name)),
  }
}

function heading({ id, slug, text: { title } }: Campaign) {
  return { id, slug, title }
}
