import { and, eq, isNull } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { all, run } from '../steps'
import { setFact } from './facts'
import type { StoreParts } from './parts'
import { changePlaces, placesChanged } from './releasing'
import { facts } from './seats'

/** Seats without a member: one that falls vacant, or all of them before a general election. */
export function parliament(parts: StoreParts): Pick<Store, 'setParliament' | 'vacateSeat'> {
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
        const day = at.toISOString().slice(0, 10)
        const seat = and(eq(constituency.code, code), isNull(constituency.until))
        const [found] = yield* all(tx.select().from(constituency).where(seat))
        if (!found) return 'not-found'
        const vacantSince = found.vacantSince ?? day
        yield* run(tx.update(constituency).set({ vacantSince, byElection }).where(seat))
        const sitting = and(eq(membership.constituencyCode, code), isNull(membership.until))
        yield* run(tx.update(membership).set({ until: day }).where(sitting))
        yield* placesChanged(parts, tx, at)
        return 'vacated'
      })
    },
  }
}
