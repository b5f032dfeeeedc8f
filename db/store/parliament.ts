import { and, eq, isNull } from 'drizzle-orm'
import { dayOf } from '../../app/domain/calendar/day'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, run, type Steps } from '../steps'
import { factNow, setFact } from './facts'
import type { StoreParts } from './parts'
import { changePlaces, placesChanged } from './releasing'
import { facts } from './seats'

/** Seats without a member: one that falls vacant, or all of them before a general election. */
export function parliament(parts: StoreParts): Pick<Store, 'setParliament' | 'vacateSeat' | 'vacatedSeats'> {
  const { constituency, membership } = parts.tables
  return {
    async setParliament(stands, at) {
      await parts.database.transact(function* (tx) {
        yield* changePlaces(parts, tx)
        yield* setFact(parts, tx, facts.parliament, JSON.stringify(stands))
        yield* placesChanged(parts, tx, at)
      })
    },

    async vacateSeat(code, byElection, at) {
      return parts.database.transact(function* (tx) {
        yield* changePlaces(parts, tx)
        const day = dayOf(at)
        const seat = and(eq(constituency.code, code), isNull(constituency.until))
        const [found] = yield* all(tx.select().from(constituency).where(seat))
        if (!found) return 'not-found'
        const vacantSince = found.vacantSince ?? day
        yield* run(tx.update(constituency).set({ vacantSince, byElection }).where(seat))
        const sitting = and(eq(membership.constituencyCode, code), isNull(membership.until))
        const left = tx.update(membership).set({ until: day }).where(sitting)
        for (const { id } of yield* all(left.returning({ id: membership.memberId })))
          yield* writeVacated(parts, tx, { ...(yield* vacatedNow(parts, tx)), [code]: id })
        yield* placesChanged(parts, tx, at)
        return 'vacated'
      })
    },

    vacatedSeats: () => parts.database.read(from => vacatedNow(parts, from)),
  }
}

/** Somebody sits there: what an operator said of the seat before is over. */
export function* fillVacated(parts: StoreParts, tx: Session, codes: readonly string[]): Steps<void> {
  const seated = new Set(codes)
  const vacated = Object.entries(yield* vacatedNow(parts, tx))
  const left = vacated.filter(([code]) => !seated.has(code))
  if (left.length < vacated.length) yield* writeVacated(parts, tx, Object.fromEntries(left))
}

function* vacatedNow(parts: StoreParts, from: Session): Steps<Readonly<Record<string, number>>> {
  return JSON.parse((yield* factNow(parts, from, facts.vacated)) ?? '{}')
}

function* writeVacated(parts: StoreParts, tx: Session, vacated: Readonly<Record<string, number>>) {
  yield* setFact(parts, tx, facts.vacated, JSON.stringify(vacated))
}
