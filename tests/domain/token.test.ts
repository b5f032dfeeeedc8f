import { expect, test } from 'vitest'
import { createTokens, deriveKey, type TokenPurpose } from '../../app/domain/token'
import { clockAt } from '../support/clock'
import fc from '../support/seeded'
import { testSecret } from '../support/store'

const tokens = createTokens(testSecret)
const now = clockAt().now()
const later = new Date(now.getTime() + 60_000)
const subject = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const purposes: readonly TokenPurpose[] = ['form', 'confirm', 'receipt', 'manage']

test('a token says what it was made for, and until when', () => {
  const token = tokens.make('confirm', subject, later)
  expect(tokens.read('confirm', token, now)).toEqual({ kind: 'valid', subject, expiresAt: later })
})

test('a token is valid to its last millisecond and expired from then on', () => {
  const token = tokens.make('confirm', subject, later)
  const readAt = (ms: number) => tokens.read('confirm', token, new Date(later.getTime() + ms)).kind
  expect([-1, 0, 1].map(readAt)).toEqual(['valid', 'expired', 'expired'])
})

test('the token of a page that many sent back expires like any other, and is worth nothing elsewhere', () => {
  const token = tokens.make('form', subject, later)
  const readAt = (ms: number) => tokens.read('form', token, new Date(later.getTime() + ms)).kind
  expect([-1, -1, 0, -1].map(readAt)).toEqual(['valid', 'valid', 'expired', 'valid'])
  expect(tokens.read('confirm', token, now).kind).toBe('forged')
})

test('the tokens of more pages than are remembered stay good', () => {
  const pages = Array.from({ length: 2500 }, (_, page) =>
    tokens.make('form', Buffer.of(page >> 8, page), later),
  )
  for (const _again of [1, 2])
    expect(new Set(pages.map(token => tokens.read('form', token, now).kind))).toEqual(new Set(['valid']))
})

test('an expired token still says of what, so that its page can', () => {
  const token = tokens.make('confirm', subject, later)
  expect(tokens.read('confirm', token, later)).toEqual({ kind: 'expired', subject })
})

test('a token of one purpose is worth nothing for another', () => {
  for (const made of purposes)
    for (const read of purposes)
      expect(tokens.read(read, tokens.make(made, subject, later), now).kind).toBe(
        made === read ? 'valid' : 'forged',
      )
})

test('a token of one installation is worth nothing at another', () => {
  const elsewhere = createTokens(Buffer.alloc(32, 1))
  expect(tokens.read('confirm', elsewhere.make('confirm', subject, later), now)).toEqual({ kind: 'forged' })
})

test('a token with any bit changed is forged, also once it has expired', () => {
  const bytes = Buffer.from(tokens.make('confirm', subject, later), 'base64url')
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    for (const at of [now, later])
      expect(tokens.read('confirm', changed.toString('base64url'), at), `bit ${bit}`).toEqual({
        kind: 'forged',
      })
  }
})

test('a token that is cut off or added to is forged', () => {
  const token = tokens.make('confirm', subject, later)
  for (let length = 0; length < token.length; length++) {
    expect(tokens.read('confirm', token.slice(0, length), now).kind).toBe('forged')
    expect(tokens.read('confirm', token.slice(-length), now).kind).toBe(length === 0 ? 'valid' : 'forged')
  }
  for (const more of ['A', '=', '==', '.', ' ', '\n', 'AAAA'])
    expect(tokens.read('confirm', token + more, now).kind, more).toBe('forged')
})

test('a token can be written in one way only', () => {
  const token = tokens.make('confirm', subject, later) // 38 bytes: the last letter has 4 bits that nothing reads
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const valid = [...letters].filter(
    last => tokens.read('confirm', token.slice(0, -1) + last, now).kind === 'valid',
  )
  expect(valid).toEqual([token.at(-1)])

  const base64 = Buffer.from(token, 'base64url').toString('base64')
  expect(tokens.read('confirm', base64, now).kind).toBe('forged')
  expect(tokens.read('confirm', ` ${token}`, now).kind).toBe('forged')
  expect(tokens.read('confirm', `${token.slice(0, 10)}\n${token.slice(10)}`, now).kind).toBe('forged')
})

test('whatever comes instead of a token is forged, and never a fault', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes).toString('base64url')),
    fc.constantFrom('', '-'.repeat(30), '_'.repeat(200), 'A'.repeat(100_000), '__proto__', '%00'),
  )
  fc.assert(
    fc.property(fc.constantFrom(...purposes), anything, (purpose, text) => {
      expect(tokens.read(purpose, text, now)).toEqual({ kind: 'forged' })
    }),
    { numRuns: 500 },
  )
})

test('every subject comes back as it was, from an empty one to the longest', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 128 }), bytes => {
      const token = tokens.make('receipt', bytes, later)
      expect(tokens.read('receipt', token, now)).toMatchObject({ kind: 'valid', subject: Buffer.from(bytes) })
    }),
  )
})

test('a token holds its expiry, its subject and 16 bytes that prove them, and nothing else', () => {
  const bytes = Buffer.from(tokens.make('manage', subject, later), 'base64url')
  expect(bytes.readUIntBE(0, 6)).toBe(later.getTime())
  expect(bytes.subarray(6, -16)).toEqual(subject)
  expect(bytes).toHaveLength(6 + 16 + 16)
  expect(tokens.make('manage', subject, later)).toMatch(/^[\w-]+$/) // needs no escaping in a link
})

test('keys for two uses have nothing in common, nor has either with the secret', () => {
  const [one, other] = [deriveKey(testSecret, 'one'), deriveKey(testSecret, 'other')]
  expect(one).toHaveLength(32)
  expect(one).not.toEqual(other)
  expect(deriveKey(testSecret, 'one')).toEqual(one)
  expect(deriveKey(Buffer.alloc(32, 1), 'one')).not.toEqual(one)
})
