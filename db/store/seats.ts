import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Member, Parliament, Seat } from '../../app/domain/place/place'
import type { Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { all, first, type Steps } from '../steps'
import type { StoreParts } from './parts'

/**
 * Facts of the installation: a word that differs after each change of the places, whether Parliament sits, seats that an operator
 * emptied, and since when letters are let go that a change left waiting.
 */
export const facts = {
  revision: 'places-revision',
  parliament: 'parliament',
  vacated: 'vacated-seats',
  releasing: 'letters-to-release',
} as const

type SeatMethods =
  | 'seats'
  | 'seatsEver'
  | 'seat'
  | 'sector'
  | 'member'
  | 'lastMember'
  | 'parliament'
  | 'placesRevision'

/** Where people live and who sits there, as the latest import left it. */
export function seats(parts: StoreParts): Pick<Store, SeatMethods> {
  const { database } = parts
  const { constituency, member, membership, sector } = parts.tables
  const revision = placesRevision(parts)

  const seatRows = (from: Session) =>
    from
      .select({ constituency, member, since: membership.since })
      .from(constituency)
      .leftJoin(membership, and(eq(membership.constituencyCode, constituency.code), isNull(membership.until)))
      .leftJoin(member, eq(member.id, membership.memberId))

  const everySeat = database.prepared('seats', from =>
    seatRows(from).orderBy(asc(constituency.name), asc(constituency.code)),
  )
  // 6 µs in SQLite, where it was 83 with the query written anew each time.
  const byCode = database.prepared('seat', from =>
    seatRows(from).where(eq(constituency.code, sql.placeholder('code'))),
  )
  const sectorNamed = database.prepared('sector', from =>
    from
      .select()
      .from(sector)
      .where(eq(sector.name, sql.placeholder('name'))),
  )
  const parliamentFact = database.prepared('parliament', from => factOfParliament(parts, from))
  const parliamentNow = async () => toParliament((await parliamentFact({}))[0])

  /** As they were last: reading 650 anew each time took 2 ms, asking whether they changed 8 µs. */
  let known: {
    readonly revision: string
    readonly ever: readonly Seat[]
    readonly standing: readonly Seat[]
  } | null = null

  async function knownSeats() {
    const latest = await revision()
    if (known?.revision === latest) return known
    const { state } = await parliamentNow()
    const ever = (await everySeat({})).map(row => toSeat(row, state))
    // The revision was asked before they were read: a change in between is found the next time.
    known = { revision: latest, ever, standing: ever.filter(({ until }) => until === null) }
    return known
  }

  /** Of some memberships, the one that goes on, else the one that ended last. */
  async function latestOf(which: SQL): Promise<Member | null> {
    return database.read(function* (from) {
      const row = yield* first(
        from
          .select({ member, membership })
          .from(membership)
          .innerJoin(member, eq(member.id, membership.memberId))
          .where(which)
          .orderBy(sql`${membership.until} is not null`, desc(membership.until))
          .limit(1),
      )
      return row ? toMember(row.member, row.membership.constituencyCode, row.membership.since) : null
    })
  }

  return {
    seats: async () => (await knownSeats()).standing,
    seatsEver: async () => (await knownSeats()).ever,

    async seat(code) {
      // In this order: whoever sat before an election is never read beside the word that Parliament sits again.
      const { state } = await parliamentNow()
      const [row] = await byCode({ code })
      return row ? toSeat(row, state) : null
    },

    async sector(name) {
      const [row] = await sectorNamed({ name })
      return row ?? null
    },

    member: id => latestOf(eq(membership.memberId, id)),
    lastMember: code => latestOf(eq(membership.constituencyCode, code)),

    parliament: parliamentNow,
    placesRevision: revision,
  }
}

/** Empty before anything was brought in. */
export function placesRevision({ database, tables: { installation } }: StoreParts): () => Promise<string> {
  const latest = database.prepared('places-revision', from =>
    from.select({ word: installation.value }).from(installation).where(eq(installation.name, facts.revision)),
  )
  return async () => (await latest({}))[0]?.word ?? ''
}

export function* readParliament(parts: Pick<StoreParts, 'tables'>, from: Session): Steps<Parliament> {
  return toParliament(yield* first(factOfParliament(parts, from)))
}

function factOfParliament({ tables: { installation } }: Pick<StoreParts, 'tables'>, from: Session) {
  return from.select().from(installation).where(eq(installation.name, facts.parliament))
}

function toParliament(row: Tables['installation']['$inferSelect'] | undefined): Parliament {
  return row
    ? (JSON.parse(row.value) as Parliament)
    : { state: 'sitting', dissolved: null, election: null, by: 'operator' }
}

/** Everybody who sits. */
export function* sittingMembers({ tables }: Pick<StoreParts, 'tables'>, from: Session): Steps<Member[]> {
  const { member, membership } = tables
  const rows = yield* all(
    from
      .select({ member, membership })
      .from(membership)
      .innerJoin(member, eq(member.id, membership.memberId))
      .where(isNull(membership.until)),
  )
  return rows.map(row => toMember(row.member, row.membership.constituencyCode, row.membership.since))
}

function toSeat(
  row: {
    readonly constituency: Tables['constituency']['$inferSelect']
    readonly member: Tables['member']['$inferSelect'] | null
    readonly since: string | null
  },
  parliament: Parliament['state'],
): Seat {
  const { vacantSince, hexQ: q, hexR: r, ...named } = row.constituency
  const constituency = { ...named, ...(q === null || r === null ? {} : { hexagon: { q, r } }) }
  if (parliament === 'dissolved') return { ...constituency, member: null, vacancy: 'dissolved' }
  if (row.member)
    return { ...constituency, member: toMember(row.member, constituency.code, row.since), vacancy: null }
  return { ...constituency, member: null, vacancy: vacantSince === null ? 'not-known' : 'vacant' }
}

function toMember(
  member: Tables['member']['$inferSelect'],
  constituencyCode: string,
  since: string | null,
): Member {
  return { ...member, constituencyCode, since }
}
