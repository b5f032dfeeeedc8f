import type { Campaign } from './campaign'
import type { CsvPage, CsvRow } from './csv'
import type { LetterId, SignatureId } from './id'
import type { Seat } from './place'
import type { Ports } from './ports'
import type { ReplyRow } from './reply-store'
import type { LetterRow, SignatureRow } from './store'
import type { Count, LetterFate, Measure } from './tally'

export const exportNames = ['counts', 'by-day', 'by-principle', 'signatures', 'letters', 'replies'] as const
export type ExportName = (typeof exportNames)[number]

/** Exports that name people or carry what they wrote to. */
export const personalExports: readonly ExportName[] = ['signatures', 'letters', 'replies']

/** Each export's columns, part of the public contract: new ones come last. */
const columns: Readonly<Record<ExportName, string>> = {
  counts:
    'constituency_code,constituency,region,country,mp,signatures,letters_queued,letters_accepted,letters_failed,replies',
  'by-day': 'date,signatures,letters_accepted',
  'by-principle': 'principle,constituency_code,signatures',
  signatures:
    'signature_id,name,email,postcode,constituency_code,constituency,signed_at,confirmed_at,principles,updates,consent_version,source,state',
  letters:
    'letter_id,constituency_code,constituency,mp,state,queued_at,accepted_at,attempts,last_smtp_reply,likeness',
  replies: 'letter_id,constituency_code,constituency,mp,answer,position,days,answered_at,reply',
}

/** The rows of an export, its columns' names first, page by page so that memory stays flat. */
export async function* exportPages(
  ports: Ports,
  campaign: Campaign,
  name: ExportName,
): AsyncGenerator<CsvPage> {
  yield [columns[name].split(',')]
  yield* pagesOf[name](ports, campaign)
}

const pagesOf: Readonly<Record<ExportName, (ports: Ports, campaign: Campaign) => AsyncGenerator<CsvPage>>> = {
  counts,
  'by-day': byDay,
  'by-principle': byPrinciple,
  signatures,
  letters,
  replies,
}

/** A row for each constituency that counts anything, by code, and a last one without a code for those without. */
async function* counts(ports: Ports, campaign: Campaign): AsyncGenerator<CsvPage> {
  const tallies = await ports.store.countsBy(campaign.id, ['by-constituency', 'letters', 'replies'])
  const seats = new Map((await ports.store.seatsEver()).map(seat => [seat.code, seat]))
  const signatures = counted(tallies, 'by-constituency')
  const letters = counted(tallies, 'letters') // fate|code
  const replies = counted(tallies, 'replies') // answer|code
  const codes = new Set([...signatures.keys(), ...[...letters.keys()].map(afterBar)])
  yield [...codes].sort(lastWithout).map(code => {
    const fate = (which: LetterFate) => letters.get(`${which}|${code}`) ?? 0
    return [
      code,
      ...seatCells(seats.get(code)),
      signatures.get(code) ?? 0,
      fate('waiting'),
      fate('accepted'),
      fate('failed'),
      replies.get(`answered|${code}`) ?? 0,
    ]
  })
}

/** Constituency, region, country and who sits now; empty for a seat that is not, or no longer, known. */
function seatCells(seat: Seat | undefined): CsvRow {
  return seat ? [seat.name, seat.region, seat.country, seat.member?.name ?? null] : [null, null, null, null]
}

async function* byDay(ports: Ports, campaign: Campaign): AsyncGenerator<CsvPage> {
  const tallies = await ports.store.countsBy(campaign.id, ['by-day', 'letters-by-day'])
  const signatures = counted(tallies, 'by-day')
  const accepted = counted(tallies, 'letters-by-day')
  const days = [...new Set([...signatures.keys(), ...accepted.keys()])].sort()
  yield days.map(day => [day, signatures.get(day) ?? 0, accepted.get(day) ?? 0])
}

/** In the campaign's order of principles; those it has dropped since come last. */
async function* byPrinciple(ports: Ports, campaign: Campaign): AsyncGenerator<CsvPage> {
  const tallies = await ports.store.countsBy(campaign.id, ['by-principle'])
  const perSeat = counted(tallies, 'by-principle') // slug|code
  const current = campaign.text.principles.map(({ slug }) => slug)
  const dropped = [...perSeat.keys()].map(beforeBar).filter(slug => !current.includes(slug))
  for (const slug of [...current, ...[...new Set(dropped)].sort()]) {
    const codes = [...perSeat.keys()].filter(key => beforeBar(key) === slug).map(afterBar)
    yield codes.sort(lastWithout).map(code => [slug, code, perSeat.get(`${slug}|${code}`) ?? 0])
  }
}

async function* signatures(ports: Ports, campaign: Campaign): AsyncGenerator<CsvPage> {
  const pages = readPages((after: SignatureId | null) =>
    ports.store.signaturesAfter(campaign.id, after, pageSize),
  )
  for await (const page of pages) yield page.map(signatureCells)
}

/** `principles` holds slugs in the supporter's order, with a space between. */
function signatureCells(signature: SignatureRow): CsvRow {
  return [
    signature.id,
    signature.person.name,
    signature.person.email,
    signature.person.postcode,
    signature.constituencyCode,
    signature.constituency,
    signature.signedAt.toISOString(),
    signature.confirmedAt?.toISOString() ?? null,
    signature.principles.join(' '),
    // Anybody may have posted for somebody else: only their confirming makes it their wish.
    signature.updates && signature.state === 'confirmed' ? 'yes' : 'no',
    signature.consentVersion,
    signature.source,
    signature.state,
  ]
}

async function* letters(ports: Ports, campaign: Campaign): AsyncGenerator<CsvPage> {
  const pages = readPages((after: LetterId | null) => ports.store.lettersAfter(campaign.id, after, pageSize))
  for await (const page of pages) yield page.map(letterCells)
}

function letterCells(letter: LetterRow): CsvRow {
  return [
    letter.id,
    letter.constituencyCode,
    letter.constituency,
    letter.mp,
    letter.state,
    letter.queuedAt?.toISOString() ?? null,
    letter.acceptedAt?.toISOString() ?? null,
    letter.attempts,
    letter.lastReply,
    letter.likeness,
  ]
}

async function* replies(ports: Ports, campaign: Campaign): AsyncGenerator<CsvPage> {
  const pages = readPages((after: LetterId | null) => ports.store.repliesAfter(campaign.id, after, pageSize))
  for await (const page of pages) yield page.map(replyCells)
}

function replyCells(reply: ReplyRow): CsvRow {
  return [
    reply.id,
    reply.constituencyCode,
    reply.constituency,
    reply.mp,
    reply.answer,
    reply.position,
    reply.days,
    reply.answeredAt.toISOString(),
    reply.words,
  ]
}

/** Rows read at once, in one go: more of them would make everybody else wait for the opening of their seals. */
const pageSize = 100

async function* readPages<Id, Row extends { readonly id: Id }>(
  read: (after: Id | null) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let after: Id | null = null
  while (true) {
    const page: readonly Row[] = await read(after)
    yield page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.id
  }
}

/** The counts of one measure that are not zero, by key. */
function counted(tallies: readonly Count[], measure: Measure): ReadonlyMap<string, number> {
  return new Map(
    tallies.filter(one => one.measure === measure && one.count !== 0).map(({ key, count }) => [key, count]),
  )
}

function beforeBar(key: string): string {
  return key.slice(0, key.indexOf('|'))
}

function afterBar(key: string): string {
  return key.slice(key.indexOf('|') + 1)
}

function lastWithout(one: string, other: string): number {
  return Number(one === '') - Number(other === '') || (one < other ? -1 : 1)
}
