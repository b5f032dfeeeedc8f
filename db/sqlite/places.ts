import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Seat } from '../../app/domain/place'
import type { Store } from '../../app/domain/store'
import { releaseHeld } from './letter-state'
import { tables } from './schema'
import type { StoreParts } from './store'

/** The fact of the installation that names the latest import. */
export const placesRevision = 'places-revision'

export function places(
  parts: StoreParts,
): Pick<Store, 'savePlaces' | 'constituencyOfPostcode' | 'seats' | 'seat'> {
  const { connection } = parts
  const { constituency, member, postcode, outgoing, signature } = tables

  /** Whether somebody with an address sits now for the writer of an outgoing letter. */
  const canBeReached = () =>
    inArray(
      outgoing.signatureId,
      connection.write
        .select({ id: signature.id })
        .from(signature)
        .innerJoin(member, eq(member.constituencyCode, signature.constituencyCode))
        .where(isNotNull(member.email)),
    )

  const seatRows = () =>
    connection.read
      .select()
      .from(constituency)
      .leftJoin(member, eq(member.constituencyCode, constituency.code))
      .orderBy(asc(constituency.name))

  return {
    async savePlaces(draft, at) {
      const { write } = connection
      connection.transact(() => {
        for (const table of [postcode, member, constituency]) write.delete(table).run()
        for (const one of draft.constituencies) write.insert(constituency).values(one).run()
        for (const one of draft.members) write.insert(member).values(one).run()
        for (const one of draft.postcodes) write.insert(postcode).values(one).run()
        nameRevision(parts)
        releaseHeld(parts, and(inArray(outgoing.holdReason, ['vacant', 'no-email']), canBeReached()), at)
      })
    },

    async constituencyOfPostcode(wanted) {
      const row = connection.read
        .select({ constituency })
        .from(postcode)
        .innerJoin(constituency, eq(constituency.code, postcode.code))
        .where(eq(postcode.postcode, wanted))
        .get()
      return row?.constituency ?? null
    },

    async seats() {
      return seatRows().all().map(toSeat)
    },

    async seat(code) {
      const row = seatRows().where(eq(constituency.code, code)).get()
      return row ? toSeat(row) : null
    },
  }
}

/** Another word for each import, so that pages that show places know they are out of date. */
function nameRevision({ connection: { write }, newId }: StoreParts): void {
  const { installation } = tables
  const row = { name: placesRevision, value: newId() }
  write.insert(installation).values(row).onConflictDoUpdate({ target: installation.name, set: row }).run()
}

function toSeat(row: {
  constituency: typeof tables.constituency.$inferSelect
  member: typeof tables.member.$inferSelect | null
}): Seat {
  return { ...row.constituency, member: row.member }
}
