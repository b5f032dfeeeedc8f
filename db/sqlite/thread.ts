import { parentPort, workerData } from 'node:worker_threads'
import { uuidv7 } from 'uuidv7'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../keyring'
import { packFault, saidTogether, type ThreadAnswer, type ThreadOrder, type ThreadSettings } from './order'
import { openSqliteStore } from './store'

// The thread that writes (`threaded.ts`): sealing and waiting for the disk are done here, and not where requests are read.

const { file, keys, secret, household } = workerData as ThreadSettings
const sayAll = (answers: readonly ThreadAnswer[]) => parentPort?.postMessage(answers)
const say = saidTogether(sayAll)

try {
  serve(
    openSqliteStore(file, {
      keyring: openKeyring(keys, secret),
      household,
      newId: uuidv7,
      onDiskBroken: code => sayAll([{ kind: 'disk-broken', code }]), // before anybody is answered
    }),
  )
  say({ kind: 'open' })
} catch (fault) {
  say({ kind: 'not-open', fault: packFault(fault) })
}

function serve(store: Store): void {
  const methods = store as unknown as Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>
  async function carryOut({ number, method, given }: ThreadOrder) {
    try {
      const outcome = await methods[method]?.(...given)
      say({ kind: 'done', number, outcome })
      if (method === 'close') process.nextTick(() => parentPort?.close())
    } catch (fault) {
      say({ kind: 'failed', number, fault: packFault(fault) })
    }
  }
  parentPort?.on('message', (orders: readonly ThreadOrder[]) => orders.forEach(carryOut))
}
