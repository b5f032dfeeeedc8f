import { isPseudoCode, isSeatCode } from '../../domain/place/seat-code'
import { quote } from './faults'

/** What a row's constituency must be one of: the codes that came in the same import, and the file they came from. */
export interface KnownSeats {
  readonly codes: ReadonlySet<string>
  readonly file: string
}

/**
 * What a code says. `none`: where it lies is not known, or lies in no constituency. `islands`: the Channel Islands or the
 * Isle of Man, which have pseudo codes of their own.
 */
export type Verdict = 'seat' | 'none' | 'islands' | { readonly wrong: string }

export function notAmong(code: string, { file }: KnownSeats): string {
  return `${code} is none of the constituencies in ${file}`
}

/** Judges codes. A file has a few hundred different ones in its millions of rows, so each is judged once. */
export function codeJudge(known: KnownSeats | null): (code: string) => Verdict {
  const verdicts = new Map<string, Verdict>()
  return code => {
    const before = verdicts.get(code)
    if (before !== undefined) return before
    const verdict = judge(code, known)
    if (verdicts.size < verdictsAtMost) verdicts.set(code, verdict)
    return verdict
  }
}

/** What a file of nothing but wrong codes may cost in memory. */
const verdictsAtMost = 10_000

function judge(code: string, known: KnownSeats | null): Verdict {
  if (isPseudoCode(code)) return /^[LM]/.test(code) ? 'islands' : 'none'
  if (code === '') return 'none'
  if (!isSeatCode(code)) return { wrong: `${quote(code)} is no GSS code of a Westminster constituency` }
  if (known && !known.codes.has(code)) return { wrong: notAmong(code, known) }
  return 'seat'
}
