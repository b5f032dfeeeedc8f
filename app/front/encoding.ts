/** How a body goes over the wire, best first. */
export const encodings = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof encodings)[number]

/** What browsers send is a handful of spellings; whoever makes up more of them does not fill our memory. */
const spellingsAtMost = 200
const known = new Map<string, Encoding>()

/**
 * What `Accept-Encoding` prefers of what we have (RFC 9110, 12.5.3); of equals the smallest. Where it refuses them
 * all it is answered as it is: a reader that cannot read that cannot read anything of ours.
 */
export function chooseEncoding(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity'
  const chosen = known.get(accepted) ?? choose(accepted)
  if (known.size < spellingsAtMost) known.set(accepted, chosen)
  return chosen
}

function choose(accepted: string): Encoding {
  const weights = new Map(accepted.toLowerCase().split(',').map(readWeight))
  const weightOf = (encoding: Encoding) =>
    weights.get(encoding) ?? (encoding === 'identity' ? leastWeight : (weights.get('*') ?? 0))
  return encodings.reduce((best, other) => (weightOf(other) > weightOf(best) ? other : best))
}

/** `identity` is acceptable unless it is refused, and then less than whatever is named. */
const leastWeight = 0.000_1

function readWeight(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map(word => word.trim())
  const q = parameters.find(parameter => parameter.startsWith('q='))
  const weight = q ? Number(q.slice(2)) : 1
  return [name === 'x-gzip' ? 'gzip' : name, Number.isNaN(weight) ? 0 : weight]
}
