import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'

/**
 * Sends what `COPY … FROM STDIN` reads. The driver knows the protocol and lets a query of one's own speak it (its
 * `Submittable`), which `pg-copy-streams` does too, as a stream.
 * @param parts made one at a time, each while PostgreSQL takes the one before
 * @throws what making a part threw, or what PostgreSQL said; the transaction is then to be rolled back
 */
export function copyIn(client: pg.Client, statement: string, parts: Iterable<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController() // PostgreSQL has said no, or is gone: it takes no more
    let ours: unknown

    async function send(stream: pg.Connection['stream']): Promise<void> {
      try {
        for (const part of parts) {
          if (stream.writableNeedDrain) await once(stream, 'drain', { signal: over.signal })
          stream.write(frame('d', part.length))
          stream.write(part) // the next is made while this is on its way
          await setImmediate() // whoever stops us is heard, and what PostgreSQL says
          if (over.signal.aborted) return
        }
        stream.write(frame('c', 0))
      } catch (fault) {
        if (over.signal.aborted) return
        ours = fault
        stream.write(Buffer.concat([frame('f', 1), Buffer.from([0])]))
      }
    }

    client.query({
      submit: (connection: pg.Connection) => connection.query(statement),
      handleCopyInResponse: (connection: pg.Connection) => void send(connection.stream),
      handleCommandComplete() {},
      handleReadyForQuery: () => resolve(),
      handleError(fault: unknown) {
        over.abort()
        reject(ours ?? fault)
      },
    })
  })
}

/** CopyData, CopyDone and CopyFail: postgresql.org/docs/15/protocol-message-formats.html. */
function frame(kind: 'd' | 'c' | 'f', length: number): Buffer {
  const start = Buffer.allocUnsafe(5)
  start.write(kind, 0, 'latin1')
  start.writeInt32BE(length + 4, 1)
  return start
}
