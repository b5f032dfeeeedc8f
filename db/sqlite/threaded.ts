import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../keyring'
import { sealAhead } from '../store/sealed-draft'
import { storeOn } from '../store/store'
import { openReading } from './connection'
import { sqliteDatabase } from './database'
import { saidTogether, type ThreadAnswer, type ThreadOrder, type ThreadSettings, unpackFault } from './order'
import { where } from './where'

export interface Threaded extends ThreadSettings {
  readonly newId: () => string
  /** Told why the thread can write no more, before anybody is answered. The process should end there. */
  readonly onLost: (why: string) => void
}

/**
 * The store on one SQLite file, for a process that answers many at once: what writes is done in a thread of its own, what
 * reads is read here. While one group of signatures is sealed and put on disk, the next is read from the network.
 * @throws Problem `refused` for a wrong secret or a file that cannot be used, before anything is written
 */
export async function openThreadedStore(options: Threaded): Promise<Store> {
  const thread = await openThread(options)
  const { file, keys, secret, household, newId } = options
  const reading = sqliteDatabase(openReading(file))
  const keyring = openKeyring(keys, secret)
  const here = storeOn(reading, { keyring, household, newId })
  const writing = Object.entries(where)
    .filter(([, place]) => place === 'thread')
    .map(([method]) => [method, (...given: unknown[]) => thread.do(method as keyof Store, given)])
  let closing: Promise<void> | undefined
  return {
    ...here,
    ...(Object.fromEntries(writing) as Partial<Store>),
    // Sealed here: the thread has the disk to wait for, and is what limits how many can sign.
    async recordSignatures(drafts) {
      const sealed = drafts.map(draft => sealAhead(keyring, draft))
      return thread.do('recordSignatures', [sealed]) as ReturnType<Store['recordSignatures']>
    },
    close: () => (closing ??= thread.close().then(() => here.close())),
  }
}

interface Thread {
  do(method: keyof Store, given: readonly unknown[]): Promise<unknown>
  close(): Promise<void>
}

/** Waits until its store is open. */
function openThread({ file, keys, secret, household, onLost }: Threaded): Promise<Thread> {
  const worker = startWorker({ file, keys, secret, household })
  const waiting = new Map<number, { resolve(outcome: unknown): void; reject(fault: unknown): void }>()
  const order = saidTogether<ThreadOrder>(orders => worker.postMessage(orders))
  let lastNumber = 0
  let closing = false

  const thread: Thread = {
    do: (method, given) =>
      new Promise((resolve, reject) => {
        const number = ++lastNumber
        waiting.set(number, { resolve, reject })
        order({ number, method, given })
      }),
    async close() {
      closing = true
      await thread.do('close', [])
      await worker.terminate()
    },
  }

  function settle(number: number) {
    const one = waiting.get(number)
    waiting.delete(number)
    return one
  }

  return new Promise((opened, refused) => {
    function hear(answer: ThreadAnswer) {
      if (answer.kind === 'done') settle(answer.number)?.resolve(answer.outcome)
      else if (answer.kind === 'failed') settle(answer.number)?.reject(unpackFault(answer.fault))
      else if (answer.kind === 'disk-broken') onLost(answer.code)
      else if (answer.kind === 'open') opened(thread)
      else refused(unpackFault(answer.fault))
    }
    worker.on('message', (answers: readonly ThreadAnswer[]) => answers.forEach(hear))
    worker.on('error', fault => {
      refused(fault)
      onLost(fault.name)
    })
    worker.on('exit', code => {
      if (!closing) onLost(`exit ${code}`)
    })
  })
}

/** What the thread makes lives for one group: more room for it than this was only more memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

/** Beside us in what was built; in development its source, which Node alone cannot read. */
function startWorker(workerData: ThreadSettings): Worker {
  const ours = fileURLToPath(import.meta.url)
  if (!ours.endsWith('.ts'))
    return new Worker(join(dirname(ours), 'store-thread.js'), { workerData, resourceLimits })
  const source = JSON.stringify(join(dirname(ours), 'thread.ts'))
  const read = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}) })`
  return new Worker(read, { eval: true, workerData, resourceLimits })
}
