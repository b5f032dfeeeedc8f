import type { IncomingMessage } from 'node:http'

/** Pages by which organisers come in or show that it is still they. */
const paths = /^\/organise\/(sign-in|prove|join|account)(\/|$)/

export function asksForPasskeys(pathname: string): boolean {
  return paths.test(pathname)
}

/**
 * Where such a page is to be asked for instead, with another name of this machine in its address: a passkey is for one name, and
 * none is made for an IP address. Null where it was asked for by its own name, or by one that is not ours to judge: through a
 * tunnel it leads to a site elsewhere.
 */
export function homeOf({ method, headers }: IncomingMessage, url: URL): string | null {
  const asked = `http://${headers.host ?? ''}`
  const elsewhere = URL.canParse(asked) && isLoopback(new URL(asked)) && isLoopback(url)
  const reads = method === 'GET' || method === 'HEAD'
  return reads && elsewhere && new URL(asked).host !== url.host ? url.href : null
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
