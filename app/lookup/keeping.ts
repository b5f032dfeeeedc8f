import { letGoOn } from '../domain/campaign/take-down'
import { workOff } from '../domain/invalidation/invalidate'
import type { Log } from '../domain/log'
import { placeWaiting } from '../domain/place/unplaced'
import type { Ports } from '../domain/ports'
import { describeFault, isProblem } from '../domain/problem'
import { type After, afterTimeout } from '../domain/timer'
import { keepMembers } from './keep-members'
import type { Missed } from './missed'

export interface KeepingOptions {
  readonly ports: Ports
  readonly missed: Missed
  readonly log: Log
  readonly after?: After
}

export interface Keeping {
  /** Begins nothing more and lets what is under way end, unless that takes too long. */
  stop(): Promise<void>
}

/** Whoever ordered it watches; asking whether there is anything costs one look at an empty index. */
const twoSecondsMs = 2_000
const halfMinuteMs = 30_000
const hourMs = 3_600_000

/** A process has 10 s to end, and whoever waits for a register may wait longer. */
const drainMs = 5_000

/**
 * Keeps the places up to date beside a server or a mailer, and works off what takes longer than an answer may. Leases and locks
 * keep two processes from doing one thing twice.
 */
export function startKeeping({ ports, missed, log, after = afterTimeout }: KeepingOptions): Keeping {
  const stopping = new AbortController()
  const idlers = new Set<() => void>()

  async function repeat(everyMs: number, what: string, act: () => Promise<void>) {
    while (!stopping.signal.aborted) {
      try {
        await act()
      } catch (fault) {
        if (!stopping.signal.aborted) tell(log, what, fault)
      }
      if (!stopping.signal.aborted) await idle(everyMs)
    }
  }

  async function idle(ms: number) {
    let callOff = () => {}
    await new Promise<void>(rouse => {
      idlers.add(rouse)
      callOff = after(ms, () => {
        idlers.delete(rouse)
        rouse()
      })
    })
    callOff()
  }

  async function countMissed() {
    const noted = missed.take()
    if (noted.length > 0) await ports.store.noteMissed(noted, ports.now())
  }

  const duties = Promise.all([
    repeat(halfMinuteMs, 'signatures that wait for their constituency', () =>
      placeAllWaiting(ports, stopping.signal),
    ),
    repeat(halfMinuteMs, 'postcodes that nobody knew', countMissed),
    repeat(twoSecondsMs, 'what organisers ordered', () => workOffAll(ports, stopping.signal)),
    repeat(hourMs, 'members', keepMembers(ports, log, stopping.signal)),
  ])

  return {
    async stop() {
      stopping.abort()
      for (const rouse of idlers) rouse()
      let callOff = () => {}
      const tooLong = new Promise<void>(resolve => {
        callOff = after(drainMs, resolve)
      })
      await Promise.race([duties.then(countMissed), tooLong])
      callOff()
    },
  }
}

async function placeAllWaiting(ports: Ports, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await placeWaiting(ports)) === 'more');
}

async function workOffAll(ports: Ports, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await workOff(ports, 1)) === 'more');
  while (!stop.aborted && (await letGoOn(ports, 1)) === 'more');
}

/** What was asked may be somebody's postcode: of a fault of ours only its kind is told. */
function tell(log: Log, what: string, fault: unknown): void {
  if (isProblem(fault)) log.warn({ what, why: fault.message }, 'not kept up to date')
  else log.error({ what, fault: describeFault(fault) }, 'not kept up to date')
}
