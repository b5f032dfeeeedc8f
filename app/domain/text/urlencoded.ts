import { Problem } from '../problem'

/** A form's fields as they were sent, in their order; a name may come again. */
export type FormPairs = readonly (readonly [name: string, value: string])[]

/** More than any form of ours has but a campaign's; the front has already refused bodies that are too long. */
const fieldsUsually = 60

/** Whether a content type says that a form follows as browsers send it, parameters aside. */
export function isUrlencoded(contentType: string): boolean {
  const [type = ''] = contentType.split(';')
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}

/**
 * Reads a form as browsers send it, and strictly: what is not UTF-8 is no form.
 * @throws Problem `unreadable`
 */
export function readUrlencoded(body: Uint8Array, fieldsAtMost = fieldsUsually): FormPairs {
  const text = decode(body)
  if (text.includes('\0') || text.includes('%00')) throw unreadable()
  const pairs: [string, string][] = []
  for (let start = 0; start < text.length; ) {
    const ampersand = text.indexOf('&', start)
    const end = ampersand < 0 ? text.length : ampersand
    if (end > start) pairs.push(readPair(text, start, end))
    if (pairs.length > fieldsAtMost) throw unreadable()
    start = end + 1
  }
  return pairs
}

export function unreadable(): Problem {
  return new Problem('unreadable', 'What was sent could not be read as a form.')
}

function readPair(text: string, start: number, end: number): [string, string] {
  const equals = text.indexOf('=', start)
  return equals < 0 || equals > end
    ? [percentDecoded(text.slice(start, end)), '']
    : [percentDecoded(text.slice(start, equals)), percentDecoded(text.slice(equals + 1, end))]
}

/** Percent-decoding that refuses what is no UTF-8, where `URLSearchParams` would put U+FFFD. */
function percentDecoded(encoded: string): string {
  const spaced = encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded
  if (!spaced.includes('%')) return spaced // as most
  try {
    return decodeURIComponent(spaced)
  } catch {
    throw unreadable()
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
