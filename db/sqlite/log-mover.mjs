import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

// The thread that moves the log into the file (`log.ts`). Plain JavaScript, since a thread is started from its file.

const { file, pagesInPassing } = workerData
const database = new Database(file)

/** While it moves, others go on writing: each pass leaves what came meanwhile, which is less each time. */
const passesAtMost = 4

function move() {
  for (let pass = 0; pass < passesAtMost; pass++) {
    const [{ log, checkpointed }] = database.pragma('wal_checkpoint(PASSIVE)')
    if (log - checkpointed <= pagesInPassing) return
  }
}

parentPort.on('message', () => {
  try {
    move()
    parentPort.postMessage(null)
  } catch (fault) {
    parentPort.postMessage({ code: fault.code })
  }
})
