import type { Benchmark } from './figure'
import { likenessFigures } from './letters-likeness'

/** What letters cost: each part measures by itself. */
export const letters: Benchmark = async say => [...(await likenessFigures(say))]
