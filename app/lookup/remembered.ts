import type { PostcodeRegister, RegisteredSeat } from '../domain/place/register'

/** Postcodes move between constituencies once in some years, and new ones come every month. */
const foundForMs = 24 * 3_600_000
const unknownForMs = 10 * 60_000

/** Some 2 MB; what was learnt longest ago is forgotten first. */
const rememberedAtMost = 10_000

type Answer = RegisteredSeat | 'unknown'

/**
 * A register whose answers are remembered for a while, in memory alone, and which those who want the same at once share. That it
 * does not answer is not remembered.
 */
export function remembered(register: PostcodeRegister, now: () => Date): PostcodeRegister {
  const known = new Map<string, { readonly answer: Answer; readonly from: number; readonly until: number }>()
  const asked = new Map<string, Promise<Answer>>()

  function remember(full: string, answer: Answer) {
    const from = now().getTime()
    known.delete(full) // so that the map stays in the order of learning
    known.set(full, { answer, from, until: from + (answer === 'unknown' ? unknownForMs : foundForMs) })
    if (known.size > rememberedAtMost) known.delete(known.keys().next().value ?? '')
  }

  return {
    ...register,
    async lookUp(postcode) {
      const { full } = postcode
      const last = known.get(full)
      const at = now().getTime()
      if (last && at >= last.from && at < last.until) return last.answer
      const shared = asked.get(full)
      if (shared) return shared
      const asking = register.lookUp(postcode)
      asked.set(full, asking)
      try {
        const answer = await asking
        remember(full, answer)
        return answer
      } finally {
        asked.delete(full)
      }
    },
  }
}
