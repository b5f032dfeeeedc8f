import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../token'

/** How far a sender's clock may be from ours, and for how long a request that was overheard could be sent again. */
const toleranceMs = 5 * 60_000

/** Knows what was sent to us by whoever holds one secret (Standard Webhooks 1.0, symmetric signatures). */
export interface Webhook {
  /** As the standard writes it, `whsec_` and base64: for whoever sends. */
  readonly secret: string
  /** Whether these very bytes were signed, lately. Never throws, whatever it is given. */
  isSigned(body: Uint8Array, headers: Pick<Headers, 'get'>, at: Date): boolean
}

/**
 * The library `standardwebhooks` verifies text alone: of a mail that is not UTF-8 it makes another text, and refuses it. It
 * signs for our tests.
 * @param use what is sent there, so that no two webhooks share a secret
 */
export function createWebhook(secret: Uint8Array, use: string): Webhook {
  const key = deriveKey(secret, `webhook/${use}`)

  function signature(id: string, timestamp: string, body: Uint8Array): Buffer {
    return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
  }

  return {
    secret: `whsec_${key.toString('base64')}`,
    isSigned(body, headers, at) {
      const [id, timestamp, given] = ['id', 'timestamp', 'signature'].map(
        name => headers.get(`webhook-${name}`) ?? '',
      ) as [string, string, string]
      if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false
      if (Math.abs(at.getTime() - Number(timestamp) * 1000) > toleranceMs) return false
      const right = signature(id, timestamp, body)
      return given.split(' ').some(one => isOf(one, right))
    },
  }
}

/** A sender whose secret changes signs with both; what other versions begin with is not ours to read. */
function isOf(given: string, right: Buffer): boolean {
  if (!given.startsWith('v1,')) return false
  const bytes = Buffer.from(given.slice('v1,'.length), 'base64')
  return bytes.length === right.length && timingSafeEqual(bytes, right)
}
