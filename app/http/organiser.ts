import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { Campaign } from '../domain/campaign/campaign'
import { tokenShown } from '../domain/connection/token'
import type { Organiser } from '../domain/organiser/organiser'
import { allows, type Right } from '../domain/organiser/role'
import type { OpenedSession } from '../domain/organiser/store'
import { Problem } from '../domain/problem'
import { isFresh, openedSession } from '../domain/sign-in/session'
import { readSessionCookie } from './session-cookie'

/**
 * Who asks, where they may. Every loader and action of an organiser's page calls this first, since a parent's loader protects
 * neither its children nor what answers without a page.
 * @throws Response that leads somebody unknown to where they sign in; Problem `not-allowed` where what is asked for is no page;
 * Problem `not-found` for somebody who may not: nobody learns what there is
 */
export async function requireOrganiser(
  args: LoaderFunctionArgs,
  right: Right,
  campaignId = 0,
): Promise<Organiser> {
  const { organiser } = await requireSession(args)
  if (!allows(organiser.roles, right, campaignId)) throw nothingHere()
  return organiser
}

/** The same for what belongs to the campaign that the address names. @param by a page that asks by itself keeps no session alive */
export async function requireForCampaign(
  args: LoaderFunctionArgs,
  right: Right,
  by: 'person' | 'page' = 'person',
): Promise<{ readonly organiser: Organiser; readonly campaign: Campaign }> {
  const { organiser } = await requireSession(args, by) // before anybody learns which campaigns there are
  const campaign = await args.context.ports.store.campaign(args.params.slug ?? '')
  if (!campaign || !allows(organiser.roles, right, campaign.id)) throw nothingHere()
  return { organiser, campaign }
}

/**
 * For pages that name no supporter: whoever works on the machine itself, or bears a token of ours, sees them too, as a viewer.
 * @throws as `requireOrganiser` does, and Problem `not-allowed` for a token that is none of ours
 */
export async function requireViewer(args: LoaderFunctionArgs): Promise<Organiser> {
  const operator = await operatorOf(args)
  return operator ?? requireOrganiser(args, 'see')
}

/** The same for what belongs to the campaign that the address names. */
export async function requireViewerOf(
  args: LoaderFunctionArgs,
): Promise<{ readonly organiser: Organiser; readonly campaign: Campaign }> {
  const operator = await operatorOf(args)
  if (!operator) return requireForCampaign(args, 'see')
  const campaign = await args.context.ports.store.campaign(args.params.slug ?? '')
  if (!campaign || !allows(operator.roles, 'see', campaign.id)) throw nothingHere()
  return { organiser: operator, campaign }
}

/** Whoever is known without a session: by a token, or because the request comes from this machine and through no proxy. */
async function operatorOf(args: LoaderFunctionArgs): Promise<Organiser | null> {
  const { ports, local } = args.context
  const authorization = args.request.headers.get('Authorization')
  if (authorization !== null) {
    const token = await tokenShown(ports, authorization)
    if (!token) throw new Problem('not-allowed', 'This is no token of ours.')
    return asViewer(token.name ?? 'A token', token.campaignId)
  }
  if (!local || (await sessionOf(args))) return null
  return asViewer('Operator', 0)
}

function asViewer(name: string, campaignId: number): Organiser {
  return { id: null, name, roles: [{ campaignId, role: 'viewer' }] }
}

/**
 * For what lets personal data out or changes who may come in: a passkey or a second factor was shown within ten minutes (SEC-11).
 * A page asks for it before it shows its form, so that nothing typed is lost.
 * @throws Response that leads to where it is shown anew, and from there back to this address
 */
export async function requireFreshProof(args: LoaderFunctionArgs): Promise<void> {
  const session = await requireSession(args)
  if (!isFresh(session, args.context.ports.now())) throw redirect(`/organise/prove${returning(args)}`, 303)
}

/** A session, and whose it is as every page may show them. */
export interface SignedIn extends Omit<OpenedSession, 'organiser'> {
  readonly organiser: Organiser & Pick<OpenedSession['organiser'], 'id'>
}

/** Whoever is signed in, whatever they may do. @throws as `requireOrganiser` does for somebody unknown */
export async function requireSession(
  args: LoaderFunctionArgs,
  by: 'person' | 'page' = 'person',
): Promise<SignedIn> {
  const session = await sessionOf(args, by)
  if (session) return session
  if (isPage(args.request)) throw redirect(`/organise/sign-in${returning(args)}`, 303)
  throw new Problem('not-allowed', 'Sign in first.')
}

/** Null where nobody is signed in. An organiser's page is told nothing of them that it need not show. */
export async function sessionOf(
  { request, context }: LoaderFunctionArgs,
  by: 'person' | 'page' = 'person',
): Promise<SignedIn | null> {
  const { ports } = context
  const opened = await openedSession(ports, readSessionCookie(request, ports.settings.publicOrigin), by)
  if (!opened) return null
  const { organiser, ...session } = opened
  const { id, name, roles } = organiser
  return { ...session, organiser: { id, name, roles } }
}

/** Whether a person looks at what is asked for, and not a program: that has an ending, such as `.csv`. */
function isPage(request: Request): boolean {
  return !/\.(?!data$)\w+$/.test(new URL(request.url).pathname)
}

function returning({ request }: LoaderFunctionArgs): string {
  const { pathname, search } = new URL(request.url)
  return `?to=${encodeURIComponent(pathname.replace(/\.data$/, '') + search)}`
}

/** The same whether there is something or not. */
function nothingHere(): Problem {
  return new Problem('not-found', 'There is nothing here that you may see.')
}
