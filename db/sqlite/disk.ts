/**
 * What a write that failed asks of us: `fault` is thrown on, after `not-now` nothing is written and it may be tried
 * again, after `disk-broken` nothing that this process remembers of the file may be relied on.
 */
export interface WriteFailure {
  readonly kind: 'fault' | 'not-now' | 'disk-broken'
  /** SQLite's name for it, such as `SQLITE_FULL`; empty where SQLite did not say it. */
  readonly code: string
}

/** The disk, the lock or the file will not take a write now, though the write is sound. */
const notNow = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM)/

/**
 * The system said that it did not keep what it had taken. Once fsync has failed, Linux drops the pages and lets the next
 * fsync succeed without them: PostgreSQL panics at the first (commit 9ccdd7f66e33, `data_sync_retry`), and SQLite's author
 * calls it "nearly the same thing as SQLITE_CORRUPT" (sqlite-users, 10 February 2019). A full disk is no such thing: it is
 * SQLITE_FULL, or SQLITE_IOERR_SHMSIZE where the log's index should grow.
 */
const diskBroken = /^SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|CORRUPTFS)$/

/** Looks for SQLite's code in what was thrown, or in its cause where Drizzle wrapped it. */
export function failureOf(thrown: unknown): WriteFailure {
  const { code: own, cause } = (thrown ?? {}) as { code?: unknown; cause?: { code?: unknown } }
  const found = own ?? cause?.code
  const code = typeof found === 'string' && found.startsWith('SQLITE_') ? found : ''
  if (diskBroken.test(code)) return { kind: 'disk-broken', code }
  return { kind: notNow.test(code) ? 'not-now' : 'fault', code }
}

/** Does work that writes, and tells when the disk broke under it before it throws that on. */
export function watchDisk(onDiskBroken: (code: string) => void) {
  return <Outcome>(work: () => Outcome): Outcome => {
    try {
      return work()
    } catch (fault) {
      const { kind, code } = failureOf(fault)
      if (kind === 'disk-broken') onDiskBroken(code)
      throw fault
    }
  }
}
