import type { Ports } from '../ports'
import type { Located } from './place'
import { findSeats, type SeatName, type SeatSearch } from './seat-search'

/** What somebody is shown to choose their constituency from, and why they are asked. */
export interface SeatChoice {
  /** As they gave it, in its usual form; '' from abroad. */
  readonly postcode: string
  readonly why: WhyAsked
  /** On a boundary the seats that meet there, else all that stand; none where no source has told of any. */
  readonly seats: readonly SeatName[]
}

/** What is known of a postcode, with the names of seats that stand. */
export type WhyAsked =
  | Exclude<Located, { readonly kind: 'found' | 'several' | 'terminated' }>
  | { readonly kind: 'several' | 'abroad' }
  /** Known by now, though it was not when it was signed. */
  | { readonly kind: 'found'; readonly seat: SeatName | null }
  | { readonly kind: 'terminated'; readonly since: string | null; readonly seat: SeatName | null }

/** @param located what is known of the postcode; null for who gave none */
export async function seatChoice(
  ports: Ports,
  postcode: string,
  located: Located | null,
): Promise<SeatChoice> {
  const seats = (await seatsToChoose(ports, located)).map(({ code, name, nameCy, region }) => ({
    ...{ code, name, nameCy, region },
  }))
  return { postcode, why: whyAsked(located, seats), seats }
}

function whyAsked(located: Located | null, seats: readonly SeatName[]): WhyAsked {
  const seatOf = (wanted: string | null) => seats.find(({ code }) => code === wanted) ?? null
  if (!located) return { kind: 'abroad' }
  switch (located.kind) {
    case 'several':
      return { kind: 'several' }
    case 'found':
      return { kind: 'found', seat: seatOf(located.code) }
    case 'terminated':
      return { kind: 'terminated', since: located.since, seat: seatOf(located.code) }
    default:
      return located
  }
}

/** Looks for what was chosen, a code or a name as typed, among those that may be chosen. */
export async function searchSeats(
  ports: Ports,
  located: Located | null,
  chosen: string,
): Promise<SeatSearch> {
  if (chosen.trim() === '') return { kind: 'not-asked' }
  return findSeats(await seatsToChoose(ports, located), chosen)
}

/** A choice outside the seats that meet on a boundary would send a letter to somebody who represents nobody there. */
async function seatsToChoose(ports: Ports, located: Located | null): Promise<readonly SeatName[]> {
  const seats = await ports.places.seats()
  return located?.kind === 'several' ? seats.filter(({ code }) => located.codes.includes(code)) : seats
}
