import { data } from '@remix-run/node'
import type { RequestContext } from '../context.server'
import type { Campaign } from '../domain/campaign/campaign'
import { type FieldProblems, isProblem, type Problem } from '../domain/problem'
import type { SignFields } from '../domain/signature/form'
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
  const { letter, step } = fields.values
  const unclear = 'constituency' in refusal.problems
  if (letter === '' && step === '' && !unclear) return campaignPage(context, campaign, fields, refusal)
  try {
    const page = await letterAgain(context, campaign, fields, refusal.problems)
    // Whoever signs without the letter they began is asked for consent where it is asked for, which is not beside an editor.
    const inEditor = page.salutation !== null && page.sheet === null
    return inEditor && letter !== 'yes' && !unclear ? campaignPage(context, campaign, fields, refusal) : page
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return campaignPage(context, campaign, fields, refusal)
  }
}

/** Where we write to is asked under the letter: until it can be read, another address stands for it, and the words stay as they are. */
async function letterAgain(
  context: RequestContext,
  campaign: Campaign,
  fields: SignFields,
  problems: FieldProblems,
) {
  if (!('email' in problems)) return letterPage(context, campaign, fields, problems)
  const { email, suggested } = fields.values
  const page = await letterPage(
    context,
    campaign,
    changed(fields, { email: standIn, suggested: '' }),
    problems,
  )
  return { ...page, fields: changed(page.fields, { email, suggested }) }
}

const standIn = 'nobody@undersigned.example'

function changed(fields: SignFields, values: Partial<SignFields['values']>): SignFields {
  return { ...fields, values: { ...fields.values, ...values } }
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
