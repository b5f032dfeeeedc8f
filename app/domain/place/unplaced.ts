import type { Ports } from '../ports'
import type { Located } from './place'
import { readPostcode } from './postcode'
import type { Placing, UnplacedSignature } from './store'

const atOnce = 20

/** Far longer than anybody waits for a register, and no longer than a crash should keep a letter waiting. */
const leaseMs = 5 * 60_000

/** A register that is away is asked again after one minute, then two, four and so on. */
const firstPauseMs = 60_000
const longestPauseMs = 3_600_000

/**
 * Gives signatures that came while a register was away their constituency, and lets their letters go on.
 * @returns whether there may be more that are due
 */
export async function placeWaiting(ports: Ports): Promise<'more' | 'done'> {
  const at = ports.now()
  const waiting = await ports.store.claimUnplaced(atOnce, at, new Date(at.getTime() + leaseMs))
  const placings = await Promise.all(waiting.map(signature => place(ports, signature)))
  return waiting.length === atOnce && !placings.includes('later') ? 'more' : 'done'
}

async function place(ports: Ports, signature: UnplacedSignature): Promise<Placing['kind']> {
  const { postcode, attempts } = signature
  const read = readPostcode(postcode)
  const located: Located = read ? await ports.places.lookUp(read) : { kind: 'unknown' }
  const placing = placingOf(located, attempts, ports.now())
  await ports.store.placeSignature(signature, placing, ports.now())
  return placing.kind
}

/** Whatever is not one constituency is left to the supporter to choose, as it would have been when they signed. */
function placingOf(located: Located, attempts: number, at: Date): Placing {
  if (located.kind === 'found') return located
  if (located.kind !== 'away') return { kind: 'not-found' }
  const pauseMs = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs)
  return { kind: 'later', dueAt: new Date(at.getTime() + pauseMs) }
}
