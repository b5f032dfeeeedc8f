import { randomBytes } from 'node:crypto'
import { secretHash } from './session'

/** How many somebody gets; each is used once. */
const recoveryCodes = 10

/** Letters and digits that nobody takes for another (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** New codes, to be shown this once: 26 characters hold 130 bits, of which 128 are drawn. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: recoveryCodes }, () => grouped(inBase32(randomBytes(16))))
}

/** What is kept of a code, however it was typed; null for what is none. */
export function recoveryCodeHash(typed: string): Buffer | null {
  const code = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return /^[0-9a-hjkmnp-tv-z]{26}$/.test(code) ? secretHash(code) : null
}

function inBase32(bytes: Buffer): string {
  const bits = BigInt(`0x${bytes.toString('hex')}`)
  return Array.from(
    { length: 26 },
    (_, place) => alphabet[Number((bits >> BigInt(5 * (25 - place))) & 31n)],
  ).join('')
}

function grouped(code: string): string {
  return code.replace(/(.{5})(?=.{6})/g, '$1-')
}
