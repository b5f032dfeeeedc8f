import { closeSync, openSync, readSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'
import type { watchDisk } from './disk'

/**
 * Moves the log into the file, off the way of those who commit. SQLite would do it inside the commit that fills a
 * thousand pages; here another thread does nearly all of it, and rarely: a page of the mailbox index that was written
 * many times is then moved once.
 */
export interface Log {
  /** Moves all of it and empties it, so that what was deleted is in neither the log nor the file. */
  empty(): Promise<void>
  close(): Promise<void>
}

/** 64 MB: at a million signatures a commit of 64 took half as long as with SQLite's own thousand pages. */
const manyPages = 16_384

/** So many are moved between two commits without anybody noticing. */
const pagesInPassing = 256

const lookEveryMs = 250

/**
 * @param watched does work that writes, and tells when the disk broke under it
 * @param pagesAtMost from so many on it is moved
 */
export function openLog(
  file: string,
  writer: Database.Database,
  watched: ReturnType<typeof watchDisk>,
  pagesAtMost = manyPages,
): Log {
  writer.pragma('wal_autocheckpoint = 0')
  const index = openSync(`${file}-shm`, 'r')
  const mover = moverOf(file)
  let moving: Promise<void> | null = null

  const timer = setInterval(() => {
    const { written, moved } = pagesIn(index)
    if (!moving && written > pagesAtMost && moved < written) void move()
  }, lookEveryMs).unref()

  /** Where it cannot be moved now, it stays and is tried again. */
  function move(): Promise<void> {
    moving ??= moveAll()
      .catch(() => {})
      .finally(() => {
        moving = null
      })
    return moving
  }

  /** The last pages are moved here, between two commits: the log begins anew only when there is none left. */
  async function moveAll(): Promise<void> {
    const failed = await mover.move()
    watched(() => {
      if (failed) throw failed
      if (writer.open) writer.pragma('wal_checkpoint(PASSIVE)')
    })
  }

  return {
    /** A reader in the middle of a page keeps the log from being emptied: wait for it, 5 s at most. */
    async empty() {
      const { written, moved } = pagesIn(index)
      if (written - moved > pagesInPassing) await move()
      for (let attempt = 0; attempt < 100 && writer.open; attempt++) {
        if (watched(() => emptyNow(writer))) return
        await pause(50)
      }
    },
    async close() {
      clearInterval(timer)
      await mover.close()
      closeSync(index)
    },
  }
}

/**
 * How many pages were written to the log since it began anew, and how many of these are in the file already, as the
 * log's index says (sqlite.org/walformat.html, bytes 16 to 19 and 96 to 99, in the machine's own order).
 */
function pagesIn(index: number): { readonly written: number; readonly moved: number } {
  const head = Buffer.alloc(100)
  readSync(index, head, 0, head.length, 0)
  const numbers = new Uint32Array(head.buffer, head.byteOffset, 25)
  return { written: numbers[4] ?? 0, moved: numbers[24] ?? 0 }
}

/** The thread, which is started when there is first something to move: a command of a moment never needs it. */
function moverOf(file: string) {
  let worker: Worker | undefined

  function start(): Worker {
    const started = new Worker('./db/sqlite/log-mover.mjs', { workerData: { file, pagesInPassing } })
    started.unref()
    started.on('error', () => {}) // then it exits, and what it would have moved is moved here
    started.on('exit', () => {
      worker = undefined
    })
    return started
  }

  return {
    /** Answers what went wrong there, if anything did. */
    move(): Promise<{ readonly code: string } | null> {
      const mover = worker ?? start()
      worker = mover
      return new Promise(moved => {
        const done = (failed: { readonly code: string } | null | number) => {
          mover.off('message', done).off('exit', done)
          moved(typeof failed === 'number' ? null : failed)
        }
        mover.on('message', done).on('exit', done).postMessage('move')
      })
    },
    async close() {
      await worker?.terminate()
    },
  }
}

/** Tries once: to wait inside SQLite would stop the whole process, and with it the reader that is waited for. */
function emptyNow(writer: Database.Database): boolean {
  const timeout = writer.pragma('busy_timeout', { simple: true })
  writer.pragma('busy_timeout = 0')
  try {
    const [answer] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return answer?.busy === 0
  } finally {
    writer.pragma(`busy_timeout = ${timeout}`)
  }
}
