import { data } from '@remix-run/node'
import type { RequestContext } from '../context.server'
import type { Campaign } from '../domain/campaign'
import { isProblem, type Problem } from '../domain/problem'
import type { SignFields } from '../domain/sign-form'
import { campaignPage, type Refusal, shownCampaign, withToken } from './campaign'
import { letterPage } from './letter-page'
import { retryHeaders, statusOf } from './problems'

/** The page that says why a form was not taken, with everything typed still in it. Faults of ours are thrown on. */
export async function refused(
  context: RequestContext,
  campaign: Campaign,
  fields: SignFields,
  sentTo: 'sign' | 'letter',
  thrown: unknown,
) {
  if (!isProblem(thrown)) throw thrown
  const page =
    thrown.code === 'invalid'
      ? await formAgain(context, campaign, fields, { problems: thrown.fields, sentTo })
      : { ...(await notTakenPage(context, campaign, fields, thrown)), sentTo }
  return data(page, { status: statusOf(thrown), headers: retryHeaders(thrown) })
}

/** The letter's pages for what they sent, where constituencies are chosen too, unless what is wrong was typed on the campaign's. */
async function formAgain(context: RequestContext, campaign: Campaign, fields: SignFields, refusal: Refusal) {
  const { letter } = fields.values
  const unclear = 'constituency' in refusal.problems
  if (letter === '' && !unclear) return campaignPage(context, campaign, fields, refusal)
  try {
    const page = await letterPage(context, campaign, fields, refusal.problems)
    // Whoever signs without the letter they began is asked for consent where it is asked for, which is not beside an editor.
    const inEditor = page.salutation !== null && page.sheet === null
    return inEditor && letter !== 'yes' && !unclear ? campaignPage(context, campaign, fields, refusal) : page
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return campaignPage(context, campaign, fields, refusal)
  }
}

async function notTakenPage(
  { ports }: RequestContext,
  campaign: Campaign,
  fields: SignFields,
  problem: Problem,
) {
  return {
    kind: 'not-taken' as const,
    code: problem.code,
    words: problem.message,
    campaign: await shownCampaign(ports, campaign),
    fields: withToken(ports, campaign, fields),
  }
}
