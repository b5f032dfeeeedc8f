import { pickedOver } from '../domain/place/seat-search'
import { isUrlencoded, readUrlencoded, unreadable } from '../domain/text/urlencoded'

/**
 * Reads the form that a request carries.
 * @throws Problem `unreadable`
 */
export async function readForm(request: Request, fieldsAtMost?: number): Promise<URLSearchParams> {
  if (!hasForm(request)) throw unreadable()
  const pairs = readUrlencoded(new Uint8Array(await request.arrayBuffer()), fieldsAtMost)
  return new URLSearchParams(pairs.map(([name, value]) => [name, value]))
}

/**
 * Reads a form that may carry a file.
 * @throws Problem `unreadable`
 */
export async function readUpload(request: Request): Promise<FormData> {
  const type = request.headers.get('Content-Type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) throw unreadable()
  try {
    return await request.formData()
  } catch {
    throw unreadable()
  }
}

/**
 * The text of a form's file, else what was pasted into its field `text`; null for a file in another encoding than UTF-8, or UTF-16
 * that says so: what stood for its letters would be stored in their place.
 */
export async function fileOrPasted(form: FormData): Promise<string | null> {
  const [file, text] = [form.get('file'), form.get('text')]
  if (file instanceof Blob && file.size > 0) return decoded(Buffer.from(await file.arrayBuffer()))
  return typeof text === 'string' ? text : ''
}

function decoded(bytes: Buffer): string | null {
  const mark = bytes.toString('hex', 0, 2)
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The constituency that a form was sent with: what was picked from a list, else what was typed; '' for neither. */
export function chosenSeat(form: URLSearchParams): string {
  return form.getAll('constituency').reduce((one, other) => pickedOver(one, other) ?? one, '')
}

/**
 * Whether a page is asked for by a form. Once an action has answered, Remix runs the page's loader with a GET that
 * keeps the form's headers; somebody who merely came to the address sends none.
 */
export function hasForm(request: Request): boolean {
  return isUrlencoded(request.headers.get('Content-Type') ?? '')
}
