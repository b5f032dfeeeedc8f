import { isUrlencoded, readUrlencoded, unreadable } from '../domain/urlencoded'

/**
 * Reads the form that a request carries.
 * @throws Problem `unreadable`
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  if (!hasForm(request)) throw unreadable()
  const pairs = readUrlencoded(new Uint8Array(await request.arrayBuffer()))
  return new URLSearchParams(pairs.map(([name, value]) => [name, value]))
}

/**
 * Whether a page is asked for by a form. Once an action has answered, Remix runs the page's loader with a GET that
 * keeps the form's headers; somebody who merely came to the address sends none.
 */
export function hasForm(request: Request): boolean {
  return isUrlencoded(request.headers.get('Content-Type') ?? '')
}
