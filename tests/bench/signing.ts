import { type Served, startHello, startLoad, startProduct } from './children'
import { signRequest } from './demo'
import type { Benchmark, Figure, Say } from './figure'
import { benchFolder } from './folder'
import { race } from './race'
import { signaturesIn } from './stored'

/** Signatures a second, each on disk before it is answered and each of a new mailbox, against hello. */
export const signing: Benchmark = say =>
  signingIn(benchFolder(), 'signing', 'durable signs, no letter, sealed', say)

/** The same on what a folder holds already. Afterwards as many more are stored as were acknowledged. */
export async function signingIn(
  folder: string,
  benchmark: string,
  what: string,
  say: Say,
): Promise<readonly Figure[]> {
  const product = await startProduct(folder)
  const hello = await startHello()
  const load = await startLoad()
  const before = signaturesIn(product.database)
  const request = await signRequest(product.port)
  const { figures, acknowledged } = await race(
    {
      benchmark,
      what,
      one: 'a sign',
      thing: { server: product, request, expect: 303 },
      reference: { what: 'hello, POST', server: hello, request, expect: 200 },
    },
    load,
    say,
  )
  await Promise.all([load.stop(), hello.stop(), product.stop()])
  expectStored(product, before, acknowledged, say)
  return figures
}

/** @throws Error where a signature that was acknowledged is not stored, or another is */
export function expectStored(
  { database }: Served & { readonly database: string },
  before: number,
  acknowledged: number,
  say: Say,
): void {
  const stored = signaturesIn(database) - before
  if (stored !== acknowledged)
    throw new Error(`${acknowledged} signatures were acknowledged and ${stored} are stored`)
  say(`all ${stored} signatures that were acknowledged are stored`)
}
