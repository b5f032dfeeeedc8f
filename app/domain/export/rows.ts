import type { Campaign } from '../campaign/campaign'
import type { CsvPage, CsvRow } from '../csv'
import type { LetterId, SignatureId } from '../id'
import type { Ports } from '../ports'
import type { ReplyRow } from '../reply/store'
import { type ExportChoice, isFiltered, isToolProfile } from './choice'
import type { ExportPage } from './export'
import { isThere, isWithinDays, signatureFilter } from './filter'
import type { LetterRow, SignatureRow } from './store'
import { rowsOfPart, toolCells } from './tool-profile'

export async function* signatures(
  ports: Ports,
  campaign: Campaign,
  choice: ExportChoice,
): AsyncGenerator<ExportPage> {
  const { profile } = choice
  const cells = isToolProfile(profile)
    ? (signature: SignatureRow) => toolCells(profile, signature, campaign)
    : signatureCells
  for await (const page of onePart(signaturePages(ports, campaign, choice), choice)) yield page.map(cells)
}

async function* signaturePages(
  { store }: Ports,
  { id }: Campaign,
  choice: ExportChoice,
): AsyncGenerator<readonly SignatureRow[]> {
  if (!isFiltered(choice))
    return yield* readPages((after: SignatureId | null) => store.signaturesAfter(id, after, pageSize))
  const filter = signatureFilter(choice.filter)
  yield* matchingPages((after: SignatureId | null) => store.signaturesMatching(id, filter, after, pageSize))
}

async function* matchingPages<Id, Row>(
  read: (after: Id | null) => Promise<{ readonly rows: readonly Row[]; readonly last: Id | null }>,
): AsyncGenerator<readonly Row[]> {
  let after: Id | null = null
  do {
    const { rows, last }: { readonly rows: readonly Row[]; readonly last: Id | null } = await read(after)
    yield rows
    after = last
  } while (after)
}

/** The rows of one file alone, where a tool takes no longer one; a part that begins behind the last row has none. */
async function* onePart<Row>(
  pages: AsyncGenerator<readonly Row[]>,
  { profile, part }: ExportChoice,
): AsyncGenerator<readonly Row[]> {
  const most = isToolProfile(profile) ? rowsOfPart[profile] : undefined
  if (!most) return yield* pages
  const [begin, end] = [(part - 1) * most, part * most]
  let passed = 0
  for await (const page of pages) {
    yield page.slice(Math.max(begin - passed, 0), Math.max(end - passed, 0))
    passed += page.length
    if (passed >= end) return
  }
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

/** By the day on which each was confirmed by its writer. */
export async function* letters(
  { store }: Ports,
  { id }: Campaign,
  choice: ExportChoice,
): AsyncGenerator<CsvPage> {
  const filter = signatureFilter(choice.filter)
  const pages = isFiltered(choice)
    ? matchingPages((after: LetterId | null) => store.lettersMatching(id, filter, after, pageSize))
    : readPages((after: LetterId | null) => store.lettersAfter(id, after, pageSize))
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

/** By the day on which the letter's writer told of it. */
export async function* replies(
  { store }: Ports,
  campaign: Campaign,
  { filter }: ExportChoice,
): AsyncGenerator<CsvPage> {
  const pages = readPages((after: LetterId | null) => store.repliesAfter(campaign.id, after, pageSize))
  const isWanted = ({ constituencyCode, answeredAt }: ReplyRow) =>
    isThere(filter, constituencyCode) && isWithinDays(filter, answeredAt)
  for await (const page of pages) yield page.filter(isWanted).map(replyCells)
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
