import type { Benchmark } from './figure'
import { copyOfFilled, million } from './filled'
import { signingIn } from './signing'

/** Signing where a million have signed before, against hello. */
export const signing1m: Benchmark = async say =>
  signingIn(await copyOfFilled(million, say), 'signing-1m', 'durable signs, 1 M stored', say)
