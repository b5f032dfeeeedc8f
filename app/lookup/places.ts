import type { Log } from '../domain/log'
import { areFictional } from '../domain/place/change'
import type { Located, Places } from '../domain/place/place'
import { outsideWestminster, type Postcode } from '../domain/place/postcode'
import type { PostcodeRegister } from '../domain/place/register'
import { describeFault } from '../domain/problem'
import type { Store } from '../domain/store'
import { type After, afterTimeout } from '../domain/timer'
import { codeOf } from './learning'
import type { Missed } from './missed'
import { isRegisterAway } from './registers/asking'
import { remembered } from './remembered'

export interface PlacesOptions {
  /** What was brought into the store, and who sits where. */
  readonly imported: Places
  /** Whether postcodes are looked up there, before any register. */
  readonly files: 'asked' | 'left-out'
  /** In the order they are asked. */
  readonly registers: readonly PostcodeRegister[]
  readonly store: Pick<Store, 'learnConstituency' | 'placeFacts'>
  readonly missed: Missed
  readonly log: Log
  now(): Date
  readonly after?: After
}

/**
 * Nobody waits longer than this with a form before them: their signature is taken, and what the registers answer, which
 * is remembered, fills in their constituency.
 */
const patienceMs = 8_000

/**
 * Places as the settings chose them: first what was imported, then registers. Only a postcode is sent to these, and none
 * whose people vote nowhere by where they live.
 */
export function placesFrom(options: PlacesOptions): Places {
  const { imported, files, missed, now, after = afterTimeout } = options
  const registers = options.registers.map(register => remembered(register, now))

  async function askRegisters(postcode: Postcode): Promise<Located> {
    if (areFictional(await imported.seats())) return { kind: 'unknown' } // the demonstration asks nobody
    let answer: Located = { kind: 'unknown' }
    for (const register of registers) {
      const located = await locate(options, register, postcode)
      if (located.kind === 'found') return located
      if (located.kind === 'away') answer = located
    }
    return answer
  }

  return {
    ...imported,
    async lookUp(postcode) {
      const where = outsideWestminster(postcode)
      if (where !== null) return { kind: 'not-westminster', where }
      const known: Located = files === 'asked' ? await imported.lookUp(postcode) : { kind: 'unknown' }
      if (known.kind !== 'unknown') return known
      const located = registers.length > 0 ? await within(patienceMs, after, askRegisters(postcode)) : known
      if (located.kind === 'unknown') missed.note(postcode.outward)
      return located
    },
  }
}

async function locate(
  options: PlacesOptions,
  register: PostcodeRegister,
  postcode: Postcode,
): Promise<Located> {
  try {
    const seat = await register.lookUp(postcode)
    const code = seat === 'unknown' ? null : await codeOf(options, register.name, seat)
    return code === null ? { kind: 'unknown' } : { kind: 'found', code }
  } catch (fault) {
    const about = { register: register.name, fault: describeFault(fault) }
    if (!isRegisterAway(fault)) options.log.error(about, 'a look-up failed') // the rest is in the log already
    return { kind: 'away' }
  }
}

async function within(ms: number, after: After, looking: Promise<Located>): Promise<Located> {
  let callOff = () => {}
  const tooLate = new Promise<Located>(resolve => {
    callOff = after(ms, () => resolve({ kind: 'away' }))
  })
  try {
    return await Promise.race([looking, tooLate])
  } finally {
    callOff()
  }
}
