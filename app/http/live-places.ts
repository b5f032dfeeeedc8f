import { Problem } from '../domain/problem'

/** A browser opens one for each tab; six are as many as HTTP/1.1 lets it have of one server anyhow. */
const eachAtMost = 6
/** Each is a connection; one look at the tallies tells them all. */
const allAtMost = 500

const taken = new Map<string, number>()

/**
 * Takes a place among those who watch figures live; gives what leaves it again (SEC-29).
 * @throws Problem `too-many` where somebody, or everybody together, has as many as may be
 */
export function takeLivePlace(watcher: string): () => void {
  const theirs = taken.get(watcher) ?? 0
  const all = [...taken.values()].reduce((sum, places) => sum + places, 0)
  if (theirs >= eachAtMost || all >= allAtMost)
    throw new Problem('too-many', 'Too many pages are watching already. Refresh the page instead.', {}, 60)
  taken.set(watcher, theirs + 1)
  let left = false
  return () => {
    if (left) return
    left = true
    const now = (taken.get(watcher) ?? 1) - 1
    if (now === 0) taken.delete(watcher)
    else taken.set(watcher, now)
  }
}
