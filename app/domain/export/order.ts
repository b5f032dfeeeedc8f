import { createHash } from 'node:crypto'
import { type Actor, type AuditEntry, actorOf } from '../audit/audit'
import type { Campaign } from '../campaign/campaign'
import type { CsvPage } from '../csv'
import { type ExportId, idBytes, idFromBytes } from '../id'
import type { Organiser } from '../organiser/organiser'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { choiceQuery, type ExportChoice, holdsUnasked, isPersonal } from './choice'
import { type ExportWatch, exportPages } from './export'

/** Who takes something out, and why. */
export interface Taker {
  readonly actor: Actor
  /** In their own words, where personal data leaves by a form. */
  readonly reason: string | null
}

/** What begins a download lives for as long as a browser needs to follow it. */
const ticketLifeMs = 120_000

const reasonAtLeast = 5
const reasonAtMost = 300

/**
 * Takes an order: it is written down, and whoever gave it may fetch the file once.
 * @param given the fields of the form: `reason` where the export is personal, `understood` where a tool gets those who did not ask
 * @param id as the page gave it, so that it can watch
 * @returns the ticket that the file's address bears
 * @throws Problem `invalid`, `too-many` past 5 personal exports an hour
 */
export async function orderExport(
  ports: Ports,
  campaign: Campaign,
  organiser: Pick<Organiser, 'id'>,
  choice: ExportChoice,
  given: URLSearchParams,
  id: ExportId = ports.newId(),
): Promise<string> {
  const reason = given.get('reason')?.trim() ?? ''
  const wrong = problemsOf(choice, reason, given.get('understood') === 'yes')
  if (Object.keys(wrong).length > 0) throw new Problem('invalid', 'There is a problem', wrong)
  if (isPersonal(choice)) await countPersonal(ports, organiser)
  await beginExport(ports, campaign, choice, { actor: actorOf(organiser), reason: reason || null }, id)
  return ports.tokens.make(
    'export',
    ticketSubject(choice, campaign, organiser, id),
    new Date(ports.now().getTime() + ticketLifeMs),
  )
}

function problemsOf(choice: ExportChoice, reason: string, understood: boolean): Record<string, string> {
  const wrong: Record<string, string> = {}
  if (isPersonal(choice) && reason.length < reasonAtLeast)
    wrong.reason = 'Say why you take personal data out, in a few words'
  if (reason.length > reasonAtMost) wrong.reason = `Say it in ${reasonAtMost} characters or fewer`
  if (holdsUnasked(choice) && !understood)
    wrong.understood = 'Tick that you will mail nobody who did not ask, or choose those who asked'
  return wrong
}

async function countPersonal({ limits, now }: Ports, { id }: Pick<Organiser, 'id'>): Promise<void> {
  const answer = await limits.take('export', id ?? 'operator', now())
  if (answer.kind !== 'hard') return
  const minutes = Math.ceil(answer.retryAfterSeconds / 60)
  const words = `Personal data may be taken out five times an hour. The next may go in ${minutes} minutes.`
  throw new Problem('too-many', words, {}, answer.retryAfterSeconds)
}

/**
 * Which order a ticket is for.
 * @throws Problem `gone` for one that has expired or was used, `not-found` for one that is not for this file, or was ordered by somebody else
 */
export async function redeemTicket(
  ports: Ports,
  campaign: Campaign,
  organiser: Pick<Organiser, 'id'>,
  choice: ExportChoice,
  ticket: string,
): Promise<ExportId> {
  const answer = ports.tokens.read('export', ticket, ports.now())
  if (answer.kind === 'forged' || answer.subject.length !== 32) throw notOrdered()
  const id = idFromBytes<ExportId>(answer.subject.subarray(0, 16))
  if (!answer.subject.equals(ticketSubject(choice, campaign, organiser, id))) throw notOrdered()
  if (answer.kind === 'expired' || (await ports.limits.take('download', id, ports.now())).kind === 'hard')
    throw new Problem(
      'gone',
      'This download was begun, or not begun in time. Order it again on the page of exports.',
    )
  return id
}

function notOrdered(): Problem {
  return new Problem('not-found', 'Nobody ordered this file.')
}

/** The order's id, and 16 bytes that only this file of this campaign, ordered by this organiser, gives. */
function ticketSubject(
  choice: ExportChoice,
  campaign: Campaign,
  organiser: Pick<Organiser, 'id'>,
  id: ExportId,
): Buffer {
  const about = `${organiser.id}/${campaign.id}/${choice.name}?${choiceQuery(choice)}`
  return Buffer.concat([idBytes(id), createHash('sha256').update(about).digest().subarray(0, 16)])
}

/** Writes down that an export begins, before its first row leaves. */
export async function beginExport(
  ports: Ports,
  campaign: Campaign,
  choice: ExportChoice,
  taker: Taker,
  id: ExportId = ports.newId(),
): Promise<ExportId> {
  await ports.store.recordAudit(entryOf(ports, campaign, choice, taker, id, { phase: 'began' }))
  return id
}

/** The rows of an export that has begun; how it ended is written down where it held personal data. */
export async function* takeOut(
  ports: Ports,
  campaign: Campaign,
  choice: ExportChoice,
  actor: Actor,
  id: ExportId,
  watch: ExportWatch = () => {},
): AsyncGenerator<CsvPage> {
  let taken = { rows: 0, left_out: 0 }
  let phase = 'cut-off'
  const note: ExportWatch = (rows, leftOut) => {
    taken = { rows, left_out: leftOut }
    watch(rows, leftOut)
  }
  try {
    yield* exportPages(ports, campaign, choice, note)
    phase = 'finished'
  } finally {
    const ended = entryOf(ports, campaign, choice, { actor, reason: null }, id, { phase, ...taken })
    if (isPersonal(choice)) await ports.store.recordAudit(ended)
  }
}

function entryOf(
  { now }: Ports,
  { id: campaignId }: Campaign,
  choice: ExportChoice,
  { actor, reason }: Taker,
  id: ExportId,
  detail: AuditEntry['detail'],
): AuditEntry {
  const what = { export: choice.name, ...Object.fromEntries(choiceQuery(choice)) }
  const about = { action: 'exported', object: `export:${id}`, campaignId } as const
  return { ...about, actor, reason, detail: { ...what, ...detail }, at: now() }
}
