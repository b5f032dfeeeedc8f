import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Campaign } from '../domain/campaign'
import { type Organiser, operator } from '../domain/organiser'
import { Problem } from '../domain/problem'
import { campaignNamed } from '../domain/publish'
import { allows, type Right } from '../domain/role'

/**
 * Who asks, where they may. Every loader and action of an organiser's page calls this first, since a parent's loader protects
 * neither its children nor what answers without a page.
 * @throws Problem `not-allowed` for somebody unknown, `not-found` for somebody who may not: nobody learns what there is
 */
export async function requireOrganiser(
  args: LoaderFunctionArgs,
  right: Right,
  campaignId = 0,
): Promise<Organiser> {
  const organiser = await organiserOf(args)
  if (!allows(organiser.roles, right, campaignId))
    throw new Problem('not-found', 'There is nothing here that you may see.')
  return organiser
}

/** The same for what belongs to the campaign that the address names. */
export async function requireForCampaign(
  args: LoaderFunctionArgs,
  right: Right,
): Promise<{ readonly organiser: Organiser; readonly campaign: Campaign }> {
  await organiserOf(args) // before anybody learns which campaigns there are
  const campaign = await campaignNamed(args.context.ports, args.params.slug ?? '')
  return { organiser: await requireOrganiser(args, right, campaign.id), campaign }
}

/** Until there is a way to sign in: whoever works on this machine. */
async function organiserOf({ context }: LoaderFunctionArgs): Promise<Organiser> {
  if (!context.local) throw new Problem('not-allowed', 'Sign in first.')
  return operator
}
