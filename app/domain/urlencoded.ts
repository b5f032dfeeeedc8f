import { Problem } from './problem'

/** A form's fields as they were sent, in their order; a name may come again. */
export type FormPairs = readonly (readonly [name: string, value: string])[]

/** More than any form of ours has; the front has already refused bodies over 64 KB. */
const fieldsAtMost = 60

/** Whether a content type says that a form follows as browsers send it, parameters aside. */
export function isUrlencoded(contentType: string): boolean {
  const [type = ''] = contentType.split(';')
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}

/**
 * Reads a form as browsers send it, and strictly: what is not UTF-8 is no form.
 * @throws Problem `unreadable`
 */
export function readUrlencoded(body: Uint8Array): FormPairs {
  const pairs = decode(body).split('&').filter(Boolean)
  if (pairs.length > fieldsAtMost) throw unreadable()
  return pairs.map(readPair)
}

export function unreadable(): Problem {
  return new Problem('unreadable', 'What was sent could not be read as a form.')
}

function readPair(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=')
  return equals < 0
    ? [percentDecoded(pair), '']
    : [percentDecoded(pair.slice(0, equals)), percentDecoded(pair.slice(equals + 1))]
}

/** Percent-decoding that refuses what is no UTF-8, where `URLSearchParams` would put U+FFFD. */
function percentDecoded(encoded: string): string {
  const spaced = encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded
  const decoded = spaced.includes('%') ? decodedOrNull(spaced) : spaced // most hold nothing to decode
  if (decoded === null || decoded.includes('\0')) throw unreadable()
  return decoded
}

function decodedOrNull(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return null
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw unreadable()
  }
}
