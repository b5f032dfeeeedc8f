import { returnedAtMost } from '../domain/bounce'
import { bodyAtMost } from './body'

/**
 * Paths whose sender proves who they are by a signature over what they send, and not by where it comes from (SEC-01): no
 * browser can make one. In bytes, how much of a body each takes.
 */
const signedPaths: ReadonlyMap<string, number> = new Map([['/bounces', returnedAtMost]])

/** The same of paths that end in a token of ours: a mail provider leaves a list for its reader by it (RFC 8058), from no page. */
const tokenPath = /^\/unsubscribe\/[\w-]+$/

export function isSignedPath(pathname: string): boolean {
  return signedPaths.has(pathname) || tokenPath.test(pathname)
}

/** The longest body that a path takes, in bytes. */
export function bodyAtMostAt(pathname: string): number {
  return signedPaths.get(pathname) ?? bodyAtMost
}
