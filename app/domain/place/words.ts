import type { HoldReason } from '../outbox/outbox'
import type { PlacePart } from './import'
import type { Parliament } from './place'
import type { EmptySeat, PlacesStatus } from './status'

/** How a day such as 2027-02-04 is written: on a page otherwise than at a terminal. */
type WriteDay = (day: string) => string

export const partNames: Readonly<Record<PlacePart, string>> = {
  constituencies: 'Constituencies',
  members: 'Members',
  postcodes: 'Postcodes',
}

/** Why a letter waits, as its operator is told. */
export const heldWords: Readonly<Record<HoldReason, string>> = {
  'no-constituency': 'its writer’s constituency is not known',
  vacant: 'the seat is vacant',
  dissolved: 'Parliament is dissolved',
  'not-known': 'no source has told who sits there',
  ended: 'the boundaries changed since it was signed',
  'no-email': 'the member publishes no e-mail address',
  'no-longer-named': 'the campaign no longer names whom it was written to',
  'names-former-member': 'its words name a former member, and its writer is asked',
  'cannot-compose': 'it could not be composed',
  'too-alike': 'it is much like others: look at it',
  'taken-down': 'its campaign is taken off the site',
  'office-paused': 'its office wants no letters for now',
  'update-paused': 'its update is paused',
}

export function emptyWords({ why, byElection }: EmptySeat, writeDay: WriteDay): string {
  if (byElection !== null) return `vacant, by-election on ${writeDay(byElection)}`
  return why === 'vacant' ? 'vacant' : 'no source has told who sits there'
}

export function parliamentWords({ state, dissolved, election }: Parliament, writeDay: WriteDay): string {
  if (state === 'sitting') return 'sits'
  const since = dissolved === null ? 'dissolved' : `dissolved since ${writeDay(dissolved)}`
  return election === null ? since : `${since}, general election on ${writeDay(election)}`
}

/** "since 2024-07-04", or how many since which day; '' where no source says. */
export function sinceWords({ since }: PlacesStatus['constituencies'], writeDay: WriteDay): string {
  const dated = since.flatMap(({ day, total }) => (day === null ? [] : [{ day: writeDay(day), total }]))
  const [first] = dated
  if (!first) return ''
  return since.length === 1
    ? `since ${first.day}`
    : dated.map(({ day, total }) => `${total} since ${day}`).join(', ')
}
