import { openBreaker } from '../../domain/breaker'
import type { Log } from '../../domain/log'
import { type After, afterTimeout } from '../../domain/timer'
import { type Answer, type Answers, type Exchanged, type ExchangeOptions, exchange } from './exchange'
import { openTurns } from './turns'

export interface AskingOptions extends Omit<ExchangeOptions, 'after'> {
  /** As the log names the register. */
  readonly name: string
  readonly log: Log
  readonly after?: After
  /** 0 to 1, to spread retries. */
  readonly chance?: () => number
}

/**
 * Asks a register and gives one of the answers that it may give.
 * @param path from the register's URL on; it may hold a postcode, so no log and no error tells it
 * @throws Error `RegisterAway` where no such answer comes: to guess one would name a wrong MP
 */
export type Ask = <const Known extends Answers>(path: string, known: Known) => Promise<Answer<Known>>

/** A register that asks to be spared is spared; at 100 ms an answer it is still 40 postcodes a second. */
const atOnce = 4

/** Whoever came later would be served long after they gave up. */
const waitingAtMost = 100

const retriesAtMost = 2

/** Before the first retry; twice as long before the second, and each spread by half. */
const backoffMs = 300

/** One way to ask a register over HTTP: patient, polite, and believing nothing that it did not promise. */
export function openAsking(options: AskingOptions): Ask {
  const { name, log, now, after = afterTimeout, chance = Math.random } = options
  const breaker = openBreaker()
  const turns = openTurns(atOnce, waitingAtMost, () => registerAway(name, 'too many wait for it'))

  async function once<Known extends Answers>(path: string, known: Known): Promise<Exchanged<Answer<Known>>> {
    if (breaker.allows(1, now()) === 0) throw registerAway(name, 'it is left alone for a while')
    breaker.begun(now())
    const exchanged = await exchange({ ...options, after }, path, known)
    const change = breaker.note(exchanged.kind === 'answered' ? 'success' : 'failure', now())
    if (change === 'opened') log.warn({ register: name }, 'a register is away: it is left alone for a while')
    if (change === 'closed') log.info({ register: name }, 'a register is back')
    return exchanged
  }

  return async (path, known) => {
    for (let retries = 0; ; retries++) {
      const exchanged = await turns.take(() => once(path, known))
      if (exchanged.kind === 'answered') return exchanged.answer
      const { why, retry } = exchanged
      if (retry === 'never' || retries === retriesAtMost) {
        log.warn({ register: name, why }, 'a register did not answer')
        throw registerAway(name, why)
      }
      const waitMs = Math.max(retry.notBeforeMs, backoffMs * 2 ** retries * (0.5 + chance()))
      await new Promise<void>(resolve => after(waitMs, resolve))
    }
  }
}

/** @param why in words that tell nothing of what was asked */
export function registerAway(name: string, why: string): Error {
  return Object.assign(new Error(`${name} does not answer: ${why}`), { name: 'RegisterAway' })
}

export function isRegisterAway(thrown: unknown): thrown is Error {
  return thrown instanceof Error && thrown.name === 'RegisterAway'
}
