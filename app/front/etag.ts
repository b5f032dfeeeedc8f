import { createHash } from 'node:crypto'

/** A strong entity tag of these bytes (RFC 9110, 8.8.3), without its quotes: 128 bits are far beyond chance. */
export function tagOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
}

/**
 * The entity tag of ours that `If-None-Match` names, or the first where it is `*`; null where it names none. Compared
 * weakly, as RFC 9110, 13.1.2 wants it: a proxy that compresses anew puts `W/` before it.
 */
export function matchingTag<Tag extends string>(ifNoneMatch: string, ours: readonly Tag[]): Tag | null {
  if (ifNoneMatch.trim() === '*') return ours[0] ?? null
  const named = new Set(ifNoneMatch.match(/"[^"]*"/g))
  return ours.find(tag => named.has(tag)) ?? null
}
