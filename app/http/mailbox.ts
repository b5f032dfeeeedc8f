import type { RequestContext } from '../context.server'
import { Problem } from '../domain/problem'

/** @throws Problem `not-found` where mail really leaves */
export function requireMailbox({ mailbox }: RequestContext) {
  if (mailbox) return mailbox
  throw new Problem('not-found', 'This server sends its mail out and keeps none to read here.')
}

/** @throws Problem `not-found` */
export async function mailById(context: RequestContext, id: string | undefined) {
  const mail = await requireMailbox(context).read(id ?? '')
  if (mail) return mail
  throw new Problem('not-found', 'There is no such mail.')
}

/** The page around a mail: as every page, and it may frame our own documents. */
export const frameHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const

/** A mail's HTML inside that page: inline style alone, no script, and its links lead the whole page on. */
export const framedHeaders = {
  'Cache-Control': 'no-store',
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
} as const

/** A mail's links have no target of their own; in the frame they would be followed there, and refused. */
export function withLinksToTop(html: string): string {
  const base = '<base target="_top">'
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, head => head + base) : base + html
}
