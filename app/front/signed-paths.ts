import { returnedAtMost } from '../domain/bounce'
import { bodyAtMost } from './body'

/**
 * Paths whose sender proves who they are by a signature over what they send, and not by where it comes from (SEC-01): no
 * browser can make one. In bytes, how much of a body each takes.
 */
const signedPaths: Readonly<Record<string, number>> = { '/bounces': returnedAtMost }

export function isSignedPath(pathname: string): boolean {
  return Object.hasOwn(signedPaths, pathname)
}

/** The longest body that a path takes. */
export function bodyAtMostAt(pathname: string): number {
  return isSignedPath(pathname) ? (signedPaths[pathname] ?? bodyAtMost) : bodyAtMost
}
