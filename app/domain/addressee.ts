import type { Reached, Unreachable } from './target'

/** One whom a campaign writes to, as a page may show them: their address stays on the server. */
export type Addressee =
  | { readonly kind: 'reachable'; readonly name: string; readonly salutation: string }
  | {
      readonly kind: Unreachable
      /** The seat that is vacant, or whose member publishes no address; null where it is not known. */
      readonly constituency: string | null
      /** Who sits there, where somebody does. */
      readonly member: {
        readonly name: string
        readonly salutation: string
        readonly fullTitle: string
      } | null
    }

export function addressees(reached: readonly Reached[]): readonly Addressee[] {
  return reached.map(one => {
    if (one.target) return { kind: 'reachable', name: one.target.name, salutation: one.target.salutation }
    const member = one.seat?.member
    return {
      kind: one.why,
      constituency: one.seat?.name ?? null,
      member: member
        ? { name: member.name, salutation: member.salutation, fullTitle: member.fullTitle }
        : null,
    }
  })
}

/** Who is greeted in the letter as it is shown: the first that it can go to, by mail or by post. */
export function greeted(all: readonly Addressee[]): string | null {
  const first = all.find(one => one.kind === 'reachable')
  if (first?.kind === 'reachable') return first.salutation
  return all.flatMap(one => (one.kind === 'no-email' && one.member ? [one.member.salutation] : []))[0] ?? null
}
