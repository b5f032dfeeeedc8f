import { dayOf } from '../domain/calendar/day'
import type { HoldReason } from '../domain/outbox/outbox'
import type { MemberMove } from '../domain/place/import'
import type { PlacesStatus } from '../domain/place/status'
import { emptyWords, heldWords, parliamentWords, partNames, sinceWords } from '../domain/place/words'
import { aligned } from './aligned'

type Rows = readonly (readonly string[])[]

/** More lines than these are no longer read: `--json` has them all. */
const rowsAtMost = 30

const whole = new Intl.NumberFormat('en-GB')
const asWritten = (day: string) => day

/** Everything that operators are told of the places, for a terminal. */
export function statusText(status: PlacesStatus): string {
  const { constituencies, sources } = status
  if (constituencies.total === 0 && sources.length === 0) return nothingYet(status)
  return [
    status.kind === 'fictional' ? 'These places are invented, for the demonstration.\n' : '',
    aligned(facts(status)),
    section('Sources', sources.map(sourceCells)),
    counted('Seats without a member', status.empty.map(emptyCells)),
    counted('Members who publish no e-mail address', status.members.withoutAddress.map(moveCells)),
    counted(
      'Constituencies without a GSS code so far',
      constituencies.withoutCode.map(name => [name]),
    ),
    section('Letters that wait', heldCells(status)),
    counted('Postcodes asked for and not found', status.missed.first.map(missedCells), status.missed.total),
    section(
      'What licences ask to be shown, and /constituencies shows',
      status.credits.map(line => [line]),
    ),
  ].join('')
}

function nothingYet({ asked, membersFrom }: PlacesStatus): string {
  const sync = membersFrom ? `\n  places sync      brings in who sits where, from the ${membersFrom}` : ''
  const meanwhile =
    asked.length > 0
      ? `Meanwhile postcodes are looked up at ${asked.join(', then ')}.`
      : 'PLACES names no register.'
  return `No places have been brought in yet. ${meanwhile}\n  places import …  brings in files: constituencies, members, postcodes${sync}\nSee docs/operators.md.\n`
}

function facts(status: PlacesStatus): Rows {
  const { constituencies, members, asked, membersFrom, syncedAt } = status
  const since = sinceWords(constituencies, asWritten)
  const askedLast = syncedAt ? `asked last at ${syncedAt.toISOString()}` : 'not asked so far'
  return [
    ['Parliament', parliamentWords(status.parliament, asWritten)],
    ['Constituencies', [whole.format(constituencies.total), ...(since ? [since] : [])].join(', ')],
    ['Members', whole.format(members.total)],
    ['Postcodes', whole.format(status.postcodes)],
    ['Asked for postcodes', asked.length > 0 ? asked.join(', then ') : 'no register'],
    ['Asked for members', membersFrom ? `${membersFrom}, ${askedLast}` : 'no register'],
    ['Signatures that wait for their constituency', whole.format(status.unplaced)],
  ]
}

/** With how many there are, and no more of them than are read. */
function counted(heading: string, rows: Rows, total = rows.length): string {
  const shown = rows.slice(0, rowsAtMost)
  const left = total - shown.length
  const more = left > 0 ? `  and ${whole.format(left)} more (--json)\n` : ''
  return `${section(`${heading} (${whole.format(total)})`, shown)}${more}`
}

function section(heading: string, rows: Rows): string {
  return rows.length === 0 ? '' : `\n${heading}\n${aligned(rows, '  ')}`
}

function sourceCells({
  part,
  total,
  name,
  from,
  readAt,
}: PlacesStatus['sources'][number]): readonly string[] {
  return [partNames[part], whole.format(total), `read ${dayOf(readAt)}`, `${name}, from ${from}`]
}

function emptyCells(seat: PlacesStatus['empty'][number]): readonly string[] {
  return [seat.constituency, emptyWords(seat, asWritten)]
}

function moveCells({ name, constituency }: MemberMove): readonly string[] {
  return [name, constituency]
}

function missedCells({ outward, times, lastAt }: PlacesStatus['missed']['first'][number]): readonly string[] {
  return [outward, `${times} ×`, `last ${dayOf(lastAt)}`]
}

function heldCells({ held }: PlacesStatus): Rows {
  return Object.entries(held).map(([why, mails]) => [whole.format(mails), heldWords[why as HoldReason]])
}
