import type { Watch } from '../../domain/backup'
import type { PlaceSource } from '../../domain/place/import'
import { type Member, type MemberRole, memberRoles } from '../../domain/place/place'
import { smtpAddress } from '../../domain/signature/mailbox'
import { salutationOf } from '../../domain/target/salutation'
import { findColumns, refuseMixedUp } from './columns'
import { readCsv } from './csv-file'
import { collectFaults, type Faults, quote, refuseRepeated } from './faults'
import { type KnownSeats, notAmong } from './judged-code'
import { openFile } from './opened-file'
import { memberSource } from './place-source'
import { type RowCells, rowCells } from './row-cells'

export interface MembersRead {
  readonly rows: readonly Member[]
  /** What the file calls constituencies, by their codes. */
  readonly calls: ReadonlyMap<string, string>
  /** How many seats it says are vacant. */
  readonly vacant: number
  readonly source: PlaceSource
}

/**
 * Reads who sits where. A row without a name is a vacant seat; an empty address one that is not published.
 * @throws Problem `invalid` or `refused`
 */
export async function readMembers(
  path: string,
  folder: string,
  known: KnownSeats | null,
  watch: Watch,
): Promise<MembersRead> {
  const file = await openFile(path, folder, /$^/)
  const faults = collectFaults(path)
  const rows: Member[] = []
  const calls = new Map<string, string>()
  let vacant = 0
  const once = refuseRepeated(faults)
  await readCsv(file, faults, watch, columns => {
    refuseMixedUp(columns, 'members', faults)
    const at = findColumns(columns, wanted, ['ons_code', 'member_id', 'name'], faults)
    return (cells, line) => {
      const row = rowCells(at, cells, line, faults)
      const code = row.code('ons_code')
      if (known && code !== '' && !known.codes.has(code)) faults.add(line, notAmong(code, known))
      if (code !== '') once(`a member for ${code}`, line)
      const called = row.text('constituency')
      if (called !== null) calls.set(code, called)
      const name = row.text('name')
      if (name === null) {
        vacant++
        return
      }
      const member = readMember(row, code, name, line, faults)
      if (member.id !== 0) once(`the member ${member.id}`, line)
      rows.push(member)
    }
  })
  return { rows, calls, vacant, source: memberSource(file) }
}

const wanted = {
  ons_code: [/^ons_code$/, /^gss(_code)?$/, /^constituency_code$/, /^pcon(\d\d)?cd$/, /^code$/],
  member_id: [/^parliament_id$/, /^member_id$/, /^mnis_id$/, /^id$/],
  constituency: [/^constituency(_name)?$/, /^pcon(\d\d)?nm$/],
  name: [/^name$/, /^display_name$/, /^name_display_as$/],
  full_title: [/^full_title$/, /^name_full_title$/],
  salutation: [/^salutation$/, /^(name_)?address_as(_derived)?$/],
  party: [/^party(_name)?$/],
  email: [/^e_?mail(_address)?$/],
  role: [/^role$/],
  is_speaker: [/^is_speaker$/],
  takes_seat: [/^takes_seat$/],
  is_minister: [/^is_minister$/],
  since: [/^since$/, /^start_date$/],
}

type Row = RowCells<keyof typeof wanted>

function readMember(row: Row, code: string, name: string, line: number, faults: Faults): Member {
  const id = row.whole('member_id')
  if (id === null && row.text('member_id') === null) faults.add(line, 'member_id is empty')
  return {
    id: id ?? 0,
    constituencyCode: code,
    name,
    salutation: salutationOf(row.text('salutation'), name),
    fullTitle: row.text('full_title') ?? name,
    party: row.text('party') ?? '',
    email: readEmail(row, line, faults),
    role: readRole(row, line, faults),
    since: row.day('since'),
  }
}

function readEmail(row: Row, line: number, faults: Faults): string | null {
  const typed = row.text('email')
  if (typed === null) return null
  const address = smtpAddress(typed)
  if (address === null)
    faults.add(line, `email must be an address such as name@example.org, not ${quote(typed)}`)
  return address
}

/** The Speaker is asked for something else even where they are a minister too, and so is who does not sit. */
function readRole(row: Row, line: number, faults: Faults): MemberRole {
  const said = row.text('role')
  const role = memberRoles.find(one => one === said)
  if (said !== null && !role)
    faults.add(line, `role must be one of ${memberRoles.join(', ')}, not ${quote(said)}`)
  if (role) return role
  if (row.yesOrNo('is_speaker') === 'yes') return 'speaker'
  if (row.yesOrNo('takes_seat') === 'no') return 'does-not-sit'
  return row.yesOrNo('is_minister') === 'yes' ? 'minister' : 'member'
}
