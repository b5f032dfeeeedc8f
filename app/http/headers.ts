import type { HeadersFunction } from '@remix-run/node'

/** For a page that shows what somebody typed. */
export const unstored = { 'Cache-Control': 'no-store' } as const

/** For a page whose address holds a token: kept nowhere, found by no search, named to no other site. */
export const secret = {
  ...unstored,
  'Referrer-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
} as const

/**
 * For the letter's pages: kept by nobody but the browser that asked, and there for going back alone. With `no-store` Chromium
 * answers the Back button with an error, and what was typed is gone.
 */
export const keptForBack: HeadersFunction = ({ actionHeaders }) =>
  keepSaid({ 'Cache-Control': 'private, no-cache' }, actionHeaders)

export const unstoredPage: HeadersFunction = ({ actionHeaders }) => keepSaid(unstored, actionHeaders)

export const secretPage: HeadersFunction = ({ actionHeaders }) => keepSaid(secret, actionHeaders)

/** For the page that an error bubbles up to. */
export const errorPage: HeadersFunction = ({ errorHeaders }) =>
  errorHeaders ? keepSaid(secret, errorHeaders) : {}

/** For the organiser's desk: kept nowhere, and its own scripts may run and ask its own server (SEC-05). */
const deskHeaders = {
  ...secret,
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
} as const

export const deskPage: HeadersFunction = ({ actionHeaders }) => keepSaid(deskHeaders, actionHeaders)

/** What an answer says beside its page: when to try again, and what is missing. */
function keepSaid(headers: Record<string, string>, from: Headers): Record<string, string> {
  const kept = ['Retry-After', 'WWW-Authenticate'].flatMap(name => {
    const value = from.get(name)
    return value ? [[name, value]] : []
  })
  return { ...headers, ...Object.fromEntries(kept) }
}
