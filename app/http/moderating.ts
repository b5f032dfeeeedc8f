import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { type Deed, deedOf } from '../domain/audit/audit'
import type { Campaign } from '../domain/campaign/campaign'
import type { Organiser } from '../domain/organiser/organiser'
import type { Ports } from '../domain/ports'
import { type FieldProblems, isProblem, Problem } from '../domain/problem'
import { checkReason } from '../domain/reason'
import { requireForCampaign } from './organiser'

/** Whoever moderates a campaign, with what each page of theirs begins with. */
export interface Moderating {
  readonly ports: Ports
  readonly campaign: Campaign
  readonly organiser: Organiser
  readonly desk: Desk
  /** Something that they do now. */
  deed(reason?: string | null): Deed
}

/** What `OrganisePage` shows of where they are. */
export interface Desk {
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string; readonly title: string }
}

/** @throws as `requireForCampaign` does */
export async function moderating(
  args: LoaderFunctionArgs,
  right: 'moderate' | 'administer' | 'export-personal' = 'moderate',
): Promise<Moderating> {
  const { organiser, campaign } = await requireForCampaign(args, right)
  const { ports } = args.context
  const { id, slug, text } = campaign
  return {
    ports,
    campaign,
    organiser,
    desk: { organiser, campaign: { id, slug, title: text.title } },
    deed: (reason = null) => deedOf(organiser, reason, ports.now()),
  }
}

/** @throws Problem `invalid` */
export function readReason(form: URLSearchParams | FormData): string {
  const typed = form.get('reason')
  return checkReason(typeof typed === 'string' ? typed : '')
}

/** One of the words that a form's buttons send. @throws Problem `unreadable` */
export function readIntent<Intent extends string>(
  form: URLSearchParams | FormData,
  known: readonly Intent[],
): Intent {
  const intent = known.find(one => one === form.get('intent'))
  if (intent === undefined) throw new Problem('unreadable', 'What was sent could not be read as a form.')
  return intent
}

/** The page again where a field was refused, with what was typed; whatever else is thrown goes on. */
export async function orRefused<Answer, Typed>(
  typed: Typed,
  act: () => Promise<Answer>,
): Promise<Answer | ReturnType<typeof data<Refused<Typed>>>> {
  try {
    return await act()
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ kind: 'refused' as const, problems: thrown.fields, typed }, 422)
  }
}

export interface Refused<Typed> {
  readonly kind: 'refused'
  readonly problems: FieldProblems
  readonly typed: Typed
}

/** To a page of the same campaign, which says what was done. */
export function backTo({ slug }: Pick<Campaign, 'slug'>, path: string, done: string): Response {
  return redirect(`/organise/campaigns/${slug}${path}?done=${done}`, 303)
}

/** What was just done, as the address says. */
export function doneOf(request: Request): string | null {
  return new URL(request.url).searchParams.get('done')
}
