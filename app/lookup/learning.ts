import type { Log } from '../domain/log'
import { areAllKnown, joinTo, newConstituency } from '../domain/place/joining'
import type { Places } from '../domain/place/place'
import type { RegisteredSeat } from '../domain/place/register'
import { isProvisional } from '../domain/place/seat-code'
import type { Store } from '../domain/store'

export interface JoiningOptions {
  readonly imported: Pick<Places, 'seats' | 'seat'>
  readonly store: Pick<Store, 'learnConstituency' | 'placeFacts'>
  readonly log: Log
  now(): Date
}

/**
 * The code of a constituency that a register named. One that nobody told of before is brought in, but not where a file
 * named them all: a register with other boundaries would lead to the wrong member. Null where it is none of those.
 */
export async function codeOf(
  { imported, store, log, now }: JoiningOptions,
  register: string,
  registered: RegisteredSeat,
): Promise<string | null> {
  const seats = await imported.seats()
  const { code } = registered
  const joined = code === null ? joinTo(seats)(registered) : seats.find(seat => seat.code === code)
  if (joined) return joined.code
  const fresh = newConstituency(registered)
  // One of ours is waiting for its code, from whichever source it comes.
  const waits = code !== null && joinTo(seats.filter(seat => isProvisional(seat.code)))(registered) !== null
  if (fresh && (waits || !areAllKnown(seats, await store.placeFacts()))) {
    await store.learnConstituency(fresh, now())
    const learnt = await imported.seat(fresh.code)
    if (learnt?.until === null) return learnt.code // else it ended, as the store knows and the register does not
  }
  log.warn({ register, constituency: code ?? registered.registerId }, 'a register names another constituency')
  return null
}
