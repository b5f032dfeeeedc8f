import { encode, fieldsOf, visitor } from '../support/visitor'

/** The demonstration's first campaign, with which a new product begins. */
export const campaignPath = '/campaigns/fair-hearing'

/** A valid sign form, as it goes over the wire, in two parts: between them stands what no other mailbox has. */
export async function signRequest(port: number): Promise<readonly [string, string]> {
  const origin = `http://127.0.0.1:${port}`
  const page = await visitor(origin).open(campaignPath)
  const principle = page.document.querySelector('input[name=principle]')?.getAttribute('value')
  const token = page.document.querySelector('input[name=form]')
  const form = token?.closest('form')
  if (!principle || !form) throw new Error(`no form on ${campaignPath}: status ${page.status}`)
  const mark = '0123456789' // as long as what is put in its place
  const body = encode({
    ...fieldsOf(form),
    name: 'Rosalind Ashworth',
    email: `rosalind.${mark}@example.org`,
    postcode: 'ZZ1 1AA',
    principle,
    updates: 'no',
    agree: 'yes',
  }).toString()
  const [before, after] = body.split(mark)
  if (before === undefined || after === undefined) throw new Error('the form lost its e-mail')
  const head = [
    `POST ${campaignPath}/sign HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: ${origin}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    '\r\n',
  ].join('\r\n')
  return [head + before, after]
}

/** A GET as it goes over the wire, with what else its head is to say. */
export function getRequest(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): readonly [string] {
  const lines = Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return [`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`]
}
