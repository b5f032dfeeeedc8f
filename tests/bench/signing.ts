import Database from 'better-sqlite3'
import { benchFolder, startHello, startLoad, startProduct } from './children'
import { signRequest } from './demo'
import type { Benchmark } from './figure'
import { race } from './race'

/** Signatures a second, each on disk before it is answered and each of a new mailbox, against hello. */
export const signing: Benchmark = async say => {
  const product = await startProduct(benchFolder())
  const hello = await startHello()
  const load = await startLoad()
  const { figures, acknowledged } = await race(
    {
      benchmark: 'signing',
      what: 'durable signs, no letter, sealed',
      one: 'a sign',
      reference: 'hello, POST',
      request: await signRequest(product.port),
      expect: 303,
    },
    { product, hello, load },
    say,
  )
  await Promise.all([load.stop(), hello.stop(), product.stop()])
  const stored = signaturesIn(product.database)
  if (stored !== acknowledged)
    throw new Error(`${acknowledged} signatures were acknowledged and ${stored} are stored`)
  say(`all ${stored} signatures that were acknowledged are stored`)
  return figures
}

function signaturesIn(file: string): number {
  const database = new Database(file, { readonly: true })
  const row = database.prepare('select count(*) as signatures from signature').get() as { signatures: number }
  database.close()
  return row.signatures
}
