import { parseHTML } from 'linkedom'

/** A page as a browser without JavaScript has it. */
export interface Page {
  readonly status: number
  readonly url: string
  readonly headers: Headers
  readonly body: string
  readonly document: Document
  /** The words on it, white space folded. */
  readonly text: string
}

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** By a connection of its own: one that is kept the server closes after five seconds, be a question on its way or not. */
const alone = { Connection: 'close' }

/** Follows links and sends forms over HTTP, keeps no cookie and runs no script. */
export function visitor(origin: string) {
  async function request(path: string, init: RequestInit = {}): Promise<Page> {
    const headers = { ...alone, ...init.headers }
    const answer = await fetch(new URL(path, origin), { redirect: 'manual', ...init, headers })
    const body = await answer.text()
    const location = answer.headers.get('location')
    if (answer.status === 303 && location) return request(location)
    const { document } = parseHTML(body)
    const text = (document.querySelector('body')?.textContent ?? '').replace(/\s+/g, ' ').trim()
    return {
      status: answer.status,
      url: new URL(path, origin).href,
      headers: answer.headers,
      body,
      document,
      text,
    }
  }

  return {
    open: (path: string) => request(path),

    /** Sends form fields as a browser would, without following where it leads. */
    post: (path: string, fields: Fields) => rawPost(origin, path, fields),

    /** Presses a button: sends its form with all it holds, some of it typed anew, and follows where it leads. */
    async press(page: Page, button: string, typed: Fields = {}): Promise<Page> {
      const pressed = [...page.document.querySelectorAll('button')].find(one =>
        one.textContent?.trim().startsWith(button),
      )
      if (!pressed) throw new Error(`no button “${button}” on ${page.url}:\n${page.text}`)
      const form = formOf(page, pressed)
      const fields = { ...fieldsOf(form), ...named(pressed), ...typed }
      const action = pressed.getAttribute('formaction') ?? form.getAttribute('action') ?? page.url
      return request(new URL(action, page.url).href, postInit(origin, fields))
    },
  }
}

export function encode(fields: Fields): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form
}

async function rawPost(origin: string, path: string, fields: Fields) {
  const answer = await fetch(new URL(path, origin), { redirect: 'manual', ...postInit(origin, fields) })
  return { status: answer.status, headers: answer.headers, body: await answer.text() }
}

function postInit(origin: string, fields: Fields): RequestInit {
  const ours = { Origin: new URL(origin).origin, 'Content-Type': 'application/x-www-form-urlencoded' }
  const headers = { ...alone, ...ours }
  return { method: 'POST', headers, body: encode(fields).toString() }
}

function formOf(page: Page, button: Element): Element {
  const named = button.getAttribute('form')
  const form = named ? page.document.getElementById(named) : button.closest('form')
  if (!form) throw new Error('the button belongs to no form')
  return form
}

/** What a browser would send of a form that nobody touched. */
export function fieldsOf(form: Element): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  const add = (name: string, value: string) => {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name')
    if (!name || field.hasAttribute('disabled')) continue
    const type = field.getAttribute('type')
    if ((type === 'checkbox' || type === 'radio') && !field.hasAttribute('checked')) continue
    if (field.tagName === 'SELECT')
      add(
        name,
        (field.querySelector('option[selected]') ?? field.querySelector('option'))?.getAttribute('value') ??
          '',
      )
    else if (field.tagName === 'TEXTAREA') add(name, typedIn(field))
    else add(name, field.getAttribute('value') ?? (type === 'checkbox' ? 'on' : ''))
  }
  return fields
}

/** What a textarea holds. linkedom leaves the entities in it as they are written, which a browser reads. */
export function typedIn(area: Element): string {
  return parseHTML(`<pre>${area.textContent}</pre>`).document.querySelector('pre')?.textContent ?? ''
}

function named(button: Element): Record<string, string> {
  const name = button.getAttribute('name')
  return name ? { [name]: button.getAttribute('value') ?? '' } : {}
}
