/** What becomes of a transaction that failed. */
export type Passing =
  | 'again' // another was in its way, or the server went: the same work may well succeed
  | 'busy' // not now, and not by trying at once
  | 'ours' // a fault of ours

/**
 * What a failed query says (PostgreSQL, appendix A: SQLSTATE), or a connection that was lost.
 * A COMMIT whose answer was lost may have been carried out; all that the store does may be done twice (`transact`).
 */
export function passing(fault: unknown): Passing {
  const { code = '', message = '' } = rootOf(fault)
  if (again.test(code) || lost.test(code) || lost.test(message)) return 'again'
  return busy.test(code) ? 'busy' : 'ours'
}

/**
 * Serialization failure, deadlock, lock not available; connection exceptions (class 08); shut down, crashed, starting, dropped
 * (57P); too many connections; and read-only, which a server is that has just been failed over from.
 */
const again = /^(40001|40P01|55P03|08...|57P0[1-5]|53300|25006)$/

/** Disk full, out of memory and their like (class 53), and a statement that ran out of time. */
const busy = /^(53...|57014)$/

/** What Node says of a connection, by code, and what the driver says of it, by its words alone. */
const lost =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$|^Connection terminated|^timeout exceeded when trying to connect|^timeout expired|connection error and is not queryable/i

/** Drizzle wraps what the driver threw. */
function rootOf(fault: unknown): { readonly code?: string; readonly message?: string } {
  let root = fault
  while (root instanceof Error && root.cause instanceof Error) root = root.cause
  return root as { code?: string; message?: string }
}
