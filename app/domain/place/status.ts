import type { HoldReason } from '../outbox/outbox'
import type { Ports } from '../ports'
import type { MemberMove } from './import'
import type { Parliament, Seat, Vacancy } from './place'
import { isProvisional } from './seat-code'
import { type PlacesOrigin, placesOrigin } from './source'
import type { PlaceFacts } from './store'

/** What operators are told of the places: what there is, whence and of when, and what is missing. */
export interface PlacesStatus extends PlacesOrigin {
  readonly parliament: Parliament
  readonly constituencies: {
    /** Those that stand. */
    readonly total: number
    /** How many stand since which day, most first; null where no source says. */
    readonly since: readonly { readonly day: string | null; readonly total: number }[]
    /** By name, those whose GSS code no source has told yet. */
    readonly withoutCode: readonly string[]
  }
  /** How many postcodes are stored, those out of use among them. */
  readonly postcodes: number
  readonly members: {
    readonly total: number
    /** Who publishes no e-mail address. */
    readonly withoutAddress: readonly MemberMove[]
  }
  /** Nobody sits there; while Parliament is dissolved none is listed, since that is so of all. */
  readonly empty: readonly EmptySeat[]
  /** The register of members, where `PLACES` has it, and when it was asked last. */
  readonly membersFrom: string | null
  readonly syncedAt: Date | null
  /** Signatures that wait for their constituency, because a register was away. */
  readonly unplaced: number
  /** Mails with letters that wait, by why. */
  readonly held: Readonly<Partial<Record<HoldReason, number>>>
  /** Postcodes asked for and not found: most first, at most 50 outward codes of so many. */
  readonly missed: { readonly total: number; readonly first: PlaceFacts['missed'] }
}

export interface EmptySeat {
  readonly constituency: string
  readonly why: Exclude<Vacancy, 'dissolved'>
  /** The day of its by-election, once it is called. */
  readonly byElection: string | null
}

const missedShown = 50

export async function placesStatus(ports: Ports): Promise<PlacesStatus> {
  const [origin, parliament, seats, facts, held] = await Promise.all([
    placesOrigin(ports),
    ports.places.parliament(),
    ports.places.seats(),
    ports.store.placeFacts(),
    ports.store.heldMails(),
  ])
  const { unplaced, syncedAt, missed } = facts
  return {
    ...origin,
    ...{ parliament, unplaced, syncedAt },
    constituencies: {
      total: seats.length,
      since: startsOf(seats),
      withoutCode: seats.filter(({ code }) => isProvisional(code)).map(({ name }) => name),
    },
    postcodes: origin.sources.find(({ part }) => part === 'postcodes')?.total ?? 0,
    members: {
      total: seats.filter(({ member }) => member !== null).length,
      withoutAddress: seats.flatMap(({ name, member }) =>
        member && member.email === null ? [{ name: member.name, constituency: name }] : [],
      ),
    },
    empty: seats.flatMap(emptySeat),
    membersFrom: ports.registers.members?.source.name ?? null,
    held,
    missed: { total: missed.length, first: missed.slice(0, missedShown) },
  }
}

function startsOf(seats: readonly Seat[]): PlacesStatus['constituencies']['since'] {
  const totals = new Map<string | null, number>()
  for (const { since } of seats) totals.set(since, (totals.get(since) ?? 0) + 1)
  return [...totals].map(([day, total]) => ({ day, total })).sort((one, other) => other.total - one.total)
}

function emptySeat({ name, vacancy, byElection }: Seat): EmptySeat[] {
  return vacancy === null || vacancy === 'dissolved' ? [] : [{ constituency: name, why: vacancy, byElection }]
}
