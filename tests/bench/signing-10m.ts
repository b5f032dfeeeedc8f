import { startLoad, startProduct } from './children'
import { signRequest } from './demo'
import type { Benchmark } from './figure'
import { copyOfFilled, filled, million } from './filled'
import { race } from './race'
import { expectStored } from './signing'
import { signaturesIn } from './stored'

/** Signing where ten millions have signed before, against one: two products on two databases, asked in turns. */
export const signing10m: Benchmark = async say => {
  // Used in place: a copy would take 3 GB more, and what a run adds is one in a hundred.
  const many = await startProduct(await filled(10 * million, say))
  const few = await startProduct(await copyOfFilled(million, say))
  const load = await startLoad()
  const before = [many, few].map(({ database }) => signaturesIn(database))
  const raced = await race(
    {
      benchmark: 'signing-10m',
      what: 'durable signs, 10 M stored',
      one: 'a sign',
      thing: { server: many, request: await signRequest(many.port), expect: 303 },
      reference: {
        what: '1 M stored',
        server: few,
        request: await signRequest(few.port),
        expect: 303,
      },
    },
    load,
    say,
  )
  await Promise.all([load.stop(), many.stop(), few.stop()])
  expectStored(many, before[0] ?? 0, raced.acknowledged, say)
  expectStored(few, before[1] ?? 0, raced.acknowledgedByReference, say)
  return raced.figures
}
