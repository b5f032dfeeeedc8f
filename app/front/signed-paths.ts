import { returnedAtMost } from '../domain/outbox/bounce'
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

/** Where an organiser brings in a file of signatures from paper. */
const sheetPath = /^\/organise\/campaigns\/[^/]+\/paper\/?$/

/** Some 20,000 lines: more than may come at once, so that whoever brings too many is told so and not cut off. */
const sheetAtMost = 2 * 1024 * 1024

/** Where an organiser sends a campaign's text: 30 KB in the demonstration, and each line of it percent-encoded. */
const campaignTexts = /^\/organise\/campaigns\/(?:new|[^/]+\/edit(?:\/[^/]+(?:\/draft)?)?)\/?$/

/** A campaign file is at most as long at a terminal. */
const campaignTextAtMost = 1_000_000

/** The longest body that a path takes, in bytes. */
export function bodyAtMostAt(pathname: string): number {
  if (sheetPath.test(pathname)) return sheetAtMost
  return signedPaths.get(pathname) ?? (campaignTexts.test(pathname) ? campaignTextAtMost : bodyAtMost)
}
