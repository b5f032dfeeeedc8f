import { asc, eq, gt } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import { type Delta, type Disagreement, letterDeltas, signatureDeltas } from '../../app/domain/tally'
import { principleNames, principleSlugs, type SignatureRecord, signatureTotal } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/** Reading the maintained tallies, and counting anew to see whether they are right. */
export function counting({ connection }: StoreParts): Pick<Store, 'counts' | 'signatureCount' | 'recount'> {
  const { tally, signature, letter, campaign } = tables
  const { read } = connection

  function countAnew(): Map<string, number> {
    const counts = new Map<string, number>()
    const add = (deltas: readonly Delta[]) => {
      for (const delta of deltas) counts.set(nameOf(delta), (counts.get(nameOf(delta)) ?? 0) + delta.by)
    }
    const names = principleNames(
      read,
      read
        .select({ id: campaign.id })
        .from(campaign)
        .all()
        .map(({ id }) => id),
    )
    for (const row of everySignature()) {
      if (row.state === 'confirmed' && row.confirmedAt)
        add(
          signatureDeltas(
            { ...row, confirmedAt: row.confirmedAt, principles: principleSlugs(names, row) },
            1,
          ),
        )
    }
    const letters = read
      .select({
        campaignId: letter.campaignId,
        constituencyCode: signature.constituencyCode,
        state: letter.state,
        acceptedAt: letter.acceptedAt,
      })
      .from(letter)
      .innerJoin(signature, eq(signature.id, letter.signatureId))
      .all()
    for (const row of letters) add(letterDeltas(row, 1))
    return counts
  }

  function* everySignature(): Generator<SignatureRecord> {
    let after: SignatureId | null = null
    for (;;) {
      const page: SignatureRecord[] = read
        .select()
        .from(signature)
        .where(after ? gt(signature.id, after) : undefined)
        .orderBy(asc(signature.id))
        .limit(1000)
        .all()
      yield* page
      after = page.at(-1)?.id ?? null
      if (page.length < 1000) return
    }
  }

  return {
    async counts(campaignId) {
      return read
        .select({ measure: tally.measure, key: tally.key, count: tally.count })
        .from(tally)
        .where(eq(tally.campaignId, campaignId))
        .all()
        .filter(({ count }) => count !== 0)
    },

    async signatureCount(campaignId) {
      return signatureTotal(read, campaignId)
    },

    async recount() {
      return connection.snapshot(() => {
        const recounted = countAnew()
        const tallied = new Map(
          read
            .select()
            .from(tally)
            .all()
            .map(row => [nameOf(row), row.count]),
        )
        const names = [...new Set([...recounted.keys(), ...tallied.keys()])]
        return names.flatMap((name): Disagreement[] => {
          const [tallyCount, recount] = [tallied.get(name) ?? 0, recounted.get(name) ?? 0]
          return tallyCount === recount ? [] : [{ ...parseName(name), tally: tallyCount, recount }]
        })
      })
    },
  }
}

function nameOf({ campaignId, measure, key }: Pick<Delta, 'campaignId' | 'measure' | 'key'>): string {
  return JSON.stringify([campaignId, measure, key])
}

function parseName(name: string): Pick<Disagreement, 'campaignId' | 'measure' | 'key'> {
  const [campaignId, measure, key] = JSON.parse(name) as [number, Delta['measure'], string]
  return { campaignId, measure, key }
}
