import type { Constituency } from '../place/place'
import type { Count, Measure } from '../tally/tally'

/** How many stand for a principle, and where it moves people most. */
export interface PrincipleByPlace {
  readonly slug: string
  readonly signatures: number
  /** Of all signatures, 0 to 1; one signature may choose several principles. */
  readonly share: number
  /** At most five, the most moved first; none where it moves people alike everywhere, or few have signed. */
  readonly places: readonly MovedPlace[]
}

/** A constituency where more choose a principle than elsewhere. */
export interface MovedPlace {
  readonly code: string
  readonly name: string
  /** All signatures there. */
  readonly signatures: number
  readonly chose: number
  /** Of those there, 0 to 1. */
  readonly share: number
  /** Its share there in shares of the whole: 1.5 is half as many again. */
  readonly timesTheWhole: number
}

/** What `principlesByPlace` reads. */
export const principleMeasures: readonly Measure[] = ['signatures', 'by-constituency', 'by-principle']

/** With fewer signatures in a place, one more or less moves its share by more than five in a hundred: chance, not the place. */
export const signaturesAtLeast = 20

const placesAtMost = 5

/** Which principles move people, and where most beside the whole; the principle chosen most comes first. */
export function principlesByPlace(
  counts: readonly Count[],
  seats: readonly Pick<Constituency, 'code' | 'name'>[],
): readonly PrincipleByPlace[] {
  const of = (wanted: Measure) => counts.filter(({ measure }) => measure === wanted)
  const all = of('signatures')[0]?.count ?? 0
  const there = new Map(of('by-constituency').map(({ key, count }) => [key, count]))
  const named = new Map(seats.map(({ code, name }) => [code, name]))
  const choices = of('by-principle').map(toChoice)
  return [...new Set(choices.map(({ slug }) => slug))]
    .map(slug => {
      const chosen = choices.filter(one => one.slug === slug)
      const signatures = chosen.reduce((sum, { count }) => sum + count, 0)
      const share = all === 0 ? 0 : signatures / all
      return { slug, signatures, share, places: mostMoved(chosen, share, there, named) }
    })
    .sort((one, other) => other.signatures - one.signatures || (one.slug < other.slug ? -1 : 1))
}

interface Choice {
  readonly slug: string
  readonly code: string
  readonly count: number
}

/** slug|code */
function toChoice({ key, count }: Count): Choice {
  const bar = key.indexOf('|')
  return { slug: key.slice(0, bar), code: key.slice(bar + 1), count }
}

function mostMoved(
  chosen: readonly Choice[],
  whole: number,
  there: ReadonlyMap<string, number>,
  named: ReadonlyMap<string, string>,
): readonly MovedPlace[] {
  return chosen
    .flatMap(({ code, count: chose }): MovedPlace[] => {
      const [name, signatures = 0] = [named.get(code), there.get(code)]
      if (name === undefined || signatures < signaturesAtLeast) return []
      const share = chose / signatures
      return [{ code, name, signatures, chose, share, timesTheWhole: share / whole }]
    })
    .filter(({ timesTheWhole }) => timesTheWhole > 1)
    .sort((one, other) => other.timesTheWhole - one.timesTheWhole || (one.code < other.code ? -1 : 1))
    .slice(0, placesAtMost)
}
