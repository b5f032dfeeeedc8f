import { editedCampaign } from '../draft/draft'
import { type FieldNote, readDraft } from '../draft/problems'
import { fieldsOf } from '../draft/text'
import { lintCampaign } from '../lint/campaign'
import { placesOrigin } from '../place/source'
import type { Ports } from '../ports'
import { type Campaign, standing } from './campaign'
import { checkSenderDomain, type SenderCheck } from './sender-domain'
import { unfilledPlaces } from './unfilled'

/** How something stands before a campaign opens: `stop` keeps it from opening, `look` is for its organiser to weigh. */
export type CheckState = 'good' | 'look' | 'stop'

export interface Check {
  readonly what: string
  readonly state: CheckState
  readonly words: string
}

export interface Checklist {
  readonly checks: readonly Check[]
  /** What is left to be written in the text that would be opened, by field. */
  readonly unfilled: readonly FieldNote[]
  readonly sender: readonly SenderCheck[]
  /** The domain that mail comes from. */
  readonly domain: string
}

/** What to look at before a campaign opens. Names are looked up, for some seconds at most. */
export async function checklist(ports: Ports, campaign: Campaign, selector: string): Promise<Checklist> {
  const { senderDomain } = ports
  const unfilled = unfilledPlaces(fieldsOf(campaign.text))
  const [sender, draft, places, mail] = await Promise.all([
    checkSenderDomain(senderDomain.lookUp, senderDomain, selector),
    checkDraft(ports, campaign),
    checkPlaces(ports, campaign),
    checkMail(ports),
  ])
  return {
    checks: [
      checkUnfilled(unfilled),
      draft,
      checkVariants(campaign),
      checkDates(ports, campaign),
      places,
      mail,
    ],
    unfilled,
    sender,
    domain: senderDomain.from,
  }
}

function checkUnfilled(unfilled: readonly FieldNote[]): Check {
  const what = 'Everything is written'
  return unfilled.length === 0
    ? { what, state: 'good', words: 'No [[…]] is left in what is published.' }
    : { what, state: 'stop', words: `${unfilled.length} of the marked places wait for your words.` }
}

async function checkDraft(ports: Ports, campaign: Campaign): Promise<Check> {
  const what = 'Your draft is published'
  const { draft, fields } = await editedCampaign(ports, campaign)
  if (!draft) return { what, state: 'good', words: `People will see version ${campaign.version}.` }
  const { problems } = readDraft(fields, campaign.text)
  return {
    what,
    state: 'look',
    words:
      problems.length > 0
        ? `There is a draft that cannot be published yet. People will see version ${campaign.version}.`
        : `There is a draft that is not published. People will see version ${campaign.version}.`,
  }
}

function checkVariants({ text }: Campaign): Check {
  const what = 'Letters differ'
  const few = lintCampaign(text).filter(({ words }) => /^is said in .* only/.test(words)).length
  return few === 0
    ? { what, state: 'good', words: 'Each sentence is said in several ways.' }
    : {
        what,
        state: 'look',
        words: `${few === 1 ? 'One sentence is' : `${few} sentences are`} said in too few ways: offices take such letters for a circular.`,
      }
}

function checkDates(ports: Ports, campaign: Campaign): Check {
  const what = 'Dates'
  const stands = standing({ ...campaign, state: 'open' }, ports.now())
  if (stands === 'closed')
    return { what, state: 'stop', words: `Its last day, ${campaign.text.closes}, is over.` }
  if (stands === 'not-yet-open')
    return { what, state: 'look', words: `Once you open it, it can be signed from ${campaign.text.opens}.` }
  return { what, state: 'good', words: 'It can be signed as soon as you open it.' }
}

/** The register of members changes weekly at most, that of postcodes every three months. */
const freshForMs = 120 * 86_400_000

async function checkPlaces(ports: Ports, { text }: Campaign): Promise<Check> {
  const what = 'Constituencies, MPs and postcodes'
  if (!text.target.includes('constituency-mp'))
    return { what, state: 'good', words: 'This campaign writes to people you name.' }
  const { kind, sources, asked } = await placesOrigin(ports)
  if (sources.length === 0 && asked.length === 0)
    return { what, state: 'stop', words: 'There are none: whoever runs the server brings them in.' }
  if (kind === 'fictional')
    return {
      what,
      state: 'look',
      words: 'They are the demonstration’s, which are invented: no letter would reach an MP.',
    }
  const oldest = Math.min(...sources.map(({ readAt }) => readAt.getTime()))
  return ports.now().getTime() - oldest > freshForMs
    ? { what, state: 'look', words: 'Some of them are older than four months: see Places.' }
    : { what, state: 'good', words: 'They are there, and recent.' }
}

async function checkMail(ports: Ports): Promise<Check> {
  const what = 'Mail goes out'
  const { state } = await ports.store.sending()
  return state === 'running'
    ? { what, state: 'good', words: 'Mail is sent as it comes.' }
    : {
        what,
        state: 'look',
        words: 'All mail is paused: nobody can confirm until whoever runs the server resumes it.',
      }
}
