import { randomBytes } from 'node:crypto'
import type { Ports } from '../ports'

/** How long somebody may take to find their key, in ms. */
const challengeLifeMs = 5 * 60_000

type Parts = Pick<Ports, 'tokens' | 'now'>

/** What a browser signs to show a passkey, or answers with a new one. Nothing of it is stored: it is a token of ours. */
export function newChallenge({ tokens, now }: Parts, purpose: 'passkey-made' | 'passkey-shown'): string {
  return tokens.make(purpose, randomBytes(16), new Date(now().getTime() + challengeLifeMs))
}

/**
 * Knows a challenge of ours again, and says when it was made: it is answered once, since what was asked for before a passkey's
 * last use is not taken.
 */
export function challengeReader({ tokens, now }: Parts, purpose: 'passkey-made' | 'passkey-shown') {
  let askedAt: Date | null = null
  return {
    isOurs(challenge: string): boolean {
      const answer = tokens.read(purpose, challenge, now())
      if (answer.kind !== 'valid') return false
      askedAt = new Date(answer.expiresAt.getTime() - challengeLifeMs)
      return true
    },
    askedAt: () => askedAt,
  }
}
