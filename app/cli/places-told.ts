import type { MemberMove, PlacesChange } from '../domain/place/import'

/** What changed of who sits where, for people to read. */
export function membersTold(members: NonNullable<PlacesChange['members']>): string {
  const { total, arrived, left, changed, vacant } = members
  return [
    `Members: ${number(total)}.\n`,
    list('Arrived', arrived.map(moveTold)),
    list('Left', left.map(moveTold)),
    list(
      'Changed',
      changed.map(
        move => `${moveTold(move)}: ${move.what.map(field => fieldNames[field] ?? field).join(', ')}`,
      ),
    ),
    list('Vacant', vacant),
  ].join('')
}

/** More than these nobody reads at a terminal. */
const listedAtMost = 20

/** A list under its heading; nothing where it is empty. */
export function list(heading: string, lines: readonly string[]): string {
  if (lines.length === 0) return ''
  const more = lines.length - listedAtMost
  const shown = more > 0 ? [...lines.slice(0, listedAtMost), `and ${number(more)} more`] : lines
  return [`${heading}:`, ...shown.map(line => `  ${line}`), ''].join('\n')
}

export function number(count: number): string {
  return count.toLocaleString('en-GB')
}

const fieldNames: Readonly<Record<string, string>> = { fullTitle: 'full title', email: 'e-mail address' }

function moveTold({ name, constituency }: MemberMove): string {
  return `${name}, ${constituency}`
}
