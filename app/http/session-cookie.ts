import { knownBrowserMs } from '../domain/sign-in/sign-in'

/**
 * The one cookie of a session. `__Host-` and `Secure` keep it to this host and to https (SEC-08); browsers count a loopback name
 * as safe too. At an http address of any other kind they would not keep such a cookie at all, so there it has a plain name.
 */
export function readSessionCookie(request: Request, publicOrigin: string): string | null {
  return readCookie(request, cookieName(publicOrigin, 'und'))
}

/** Kept until the browser is closed; the store ends it sooner. */
export function sessionCookie(id: string, publicOrigin: string): string {
  return cookie(cookieName(publicOrigin, 'und'), id, publicOrigin)
}

export function noSessionCookie(publicOrigin: string): string {
  return `${cookie(cookieName(publicOrigin, 'und'), '', publicOrigin)}; Max-Age=0`
}

/** Knows again the one browser that may use a link: there are no two links under way in one. */
export function readLinkCookie(request: Request, publicOrigin: string): string | null {
  return readCookie(request, cookieName(publicOrigin, 'und-link'))
}

export function linkCookie(secret: string, publicOrigin: string): string {
  return cookie(cookieName(publicOrigin, 'und-link'), secret, publicOrigin)
}

/** Tells a browser by which somebody came in from one by which others guess. */
export function readKnownCookie(request: Request, publicOrigin: string): string | null {
  return readCookie(request, cookieName(publicOrigin, 'und-known'), 62)
}

export function knownCookie(token: string, publicOrigin: string): string {
  return `${cookie(cookieName(publicOrigin, 'und-known'), token, publicOrigin)}; Max-Age=${knownBrowserMs / 1000}`
}

export function cookieName(publicOrigin: string, name: string): string {
  return isSafe(publicOrigin) ? `__Host-${name}` : name
}

function cookie(name: string, value: string, publicOrigin: string): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${isSafe(publicOrigin) ? '; Secure' : ''}`
}

function isSafe(publicOrigin: string): boolean {
  const { protocol, hostname } = new URL(publicOrigin)
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/** Null too where it is no secret of ours: 43 characters of base64url. @param length of a token of ours */
function readCookie(request: Request, name: string, length = 43): string | null {
  const cookies = (request.headers.get('Cookie') ?? '').split(';').map(one => one.trim())
  const value = cookies.find(one => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
  return /^[\w-]+$/.test(value) && value.length === length ? value : null
}
