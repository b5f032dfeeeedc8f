import { Problem } from '../domain/problem'

/** More than any form of ours has; `server.ts` has already refused bodies over 64 KB. */
const fieldsAtMost = 60

/**
 * Reads a form as browsers send it, and strictly: what is not UTF-8 is no form.
 * @throws Problem `unreadable`
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  if (!hasForm(request)) throw unreadable()
  const pairs = decode(await request.arrayBuffer())
    .split('&')
    .filter(pair => pair !== '')
  if (pairs.length > fieldsAtMost) throw unreadable()
  return new URLSearchParams(pairs.map(readPair))
}

/**
 * Whether a page is asked for by a form. Once an action has answered, Remix runs the page's loader with a GET that
 * keeps the form's headers; somebody who merely came to the address sends none.
 */
export function hasForm(request: Request): boolean {
  const [type = ''] = (request.headers.get('Content-Type') ?? '').split(';')
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}

function readPair(pair: string): [string, string] {
  const equals = pair.indexOf('=')
  const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
  return [percentDecoded(name), percentDecoded(value)]
}

/** Percent-decoding that refuses what is no UTF-8, where `URLSearchParams` would put U+FFFD. */
function percentDecoded(encoded: string): string {
  const decoded = decodedOrNull(encoded.replaceAll('+', ' '))
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

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw unreadable()
  }
}

function unreadable(): Problem {
  return new Problem('unreadable', 'What was sent could not be read as a form.')
}
