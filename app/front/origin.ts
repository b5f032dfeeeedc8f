import type { IncomingMessage } from 'node:http'

/** Methods that change nothing need no check. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request may change something: it comes from one of our own pages (SEC-01). Remix's own check leaves out
 * resource routes, so this one stands before it. Browsers send `Origin` with every form; `null` counts only beside
 * `Sec-Fetch-Site: same-origin`.
 */
export function isOurOwn(request: IncomingMessage, origins: ReadonlySet<string>): boolean {
  if (safeMethods.has(request.method ?? '')) return true
  const { origin } = request.headers
  if (origin !== undefined && origin !== 'null') return origins.has(origin)
  return request.headers['sec-fetch-site'] === 'same-origin'
}

/** `PUBLIC_ORIGIN`, and outside production the loopback names that a browser on this machine may use. */
export function allowedOrigins(publicOrigin: string, port: number, production: boolean): ReadonlySet<string> {
  // As browsers write an origin: without port 80.
  const loopback = ['localhost', '127.0.0.1', '[::1]'].map(host => new URL(`http://${host}:${port}`).origin)
  return new Set([publicOrigin, ...(production ? [] : loopback)])
}
