import { setMaxListeners } from 'node:events'
import { openBreaker } from '../domain/breaker'
import type { Log } from '../domain/log'
import { openNotices } from '../domain/notice/notice'
import { paceOf } from '../domain/office/pacing'
import type { Claimed } from '../domain/outbox/outbox'
import type { Ports } from '../domain/ports'
import { type After, afterTimeout } from '../domain/timer'
import type { Sender } from './addressing'
import { type Attempted, attempt, type MailerPorts } from './attempt'
import type { Outcome, Transport } from './smtp'

export interface RoundsOptions {
  readonly ports: Ports
  readonly sender: Sender
  /** Whoever opened it closes it, after `stop`. */
  readonly transport: Transport
  readonly log: Log
  /** Mails under way at once. */
  readonly lanes: number
  /** At most so many letters reach one office in any hour; 0 for as many as come. */
  readonly lettersPerHour: number
  readonly leaseMs?: number
  /** How long those under way may take once it is to stop. */
  readonly drainMs?: number
  readonly chance?: () => number
  readonly after?: After
}

/**
 * A mail is claimed only when a lane is free for it, so its lease need outlast but one mail: some minutes to connect
 * and give the envelope, 10 of silence after DATA. Past its end the mark is refused and nothing goes out. It is no
 * longer than that because the mails of a crashed mailer wait for it.
 */
const leaseMs = 15 * 60_000

/** How often mails to organisers are looked for. */
const noticesEveryMs = 30_000

/** A process has 10 s to end (`design.md`, operations); the last of them are for settling what was cut off. */
const drainMs = 8_000

/** Each page is a commit, and so shared by some mails; with 64 lanes it is 128 of them, about a second's. */
const updatesPerLane = 2

/** One round after another, each when it is asked for: what tests turn by hand. */
export interface Rounds {
  /** Claims what there are lanes for and begins to send it. */
  claim(): Promise<readonly Promise<Attempted>[]>
  /** One round to its end: claims, sends, settles, and says what became of each. */
  tick(): Promise<readonly Attempted[]>
  /** Waits for what is under way, and cuts it off when that takes too long. */
  drain(): Promise<void>
}

/** @param freed is called when a lane is free again */
export function openRounds(options: RoundsOptions, freed: () => void = () => {}): Rounds {
  const { ports, log, lanes, after = afterTimeout } = options
  const parts: MailerPorts = { chance: Math.random, pace: paceOf(options.lettersPerHour), ...options }
  const underWay = new Set<Promise<Attempted>>()
  const breaker = openBreaker()
  const cut = new AbortController()
  setMaxListeners(lanes + 1, cut.signal) // one for each mail under way
  const queueNotices = openNotices(ports)
  let turnsGivenMs = 0
  /** While no update is under way they are asked for once a second. */
  let updatesFromMs = 0
  let noticesAtMs = 0

  function noted(outcome: Outcome) {
    const wellness = wellnessOf(outcome)
    const change = wellness && breaker.note(wellness, ports.now())
    if (change === 'opened') log.warn({}, 'the relay is away: claiming pauses')
    if (change === 'closed') log.info({}, 'the relay is back')
  }

  function begin(mail: Claimed): Promise<Attempted> {
    let asked = false
    const hear = (outcome: Outcome) => {
      asked = true
      noted(outcome)
    }
    const attempted = attempt({ ...parts, mail, cut: cut.signal, noted: hear })
    underWay.add(attempted)
    attempted.finally(() => {
      underWay.delete(attempted)
      if (!asked) breaker.unasked()
      freed()
    })
    return attempted
  }

  /** Once a second is enough for lines that move by the minute. */
  async function giveTurns(at: Date): Promise<void> {
    if (at.getTime() - turnsGivenMs < 1000) return
    turnsGivenMs = at.getTime()
    await ports.store.giveTurns(parts.pace, at)
  }

  /**
   * Updates have what lanes nothing else wants: only once all that was due is claimed do the next of them come to the outbox, a
   * few for each lane. So a confirmation never has more than these before it, however many an update goes to.
   */
  async function claimUpdates(free: number, at: Date, leaseUntil: Date): Promise<readonly Claimed[]> {
    if (free <= 0 || at.getTime() < updatesFromMs) return []
    const filled = await ports.store.fillOutbox(free * updatesPerLane, at)
    if (filled === 'filled') return ports.store.claimOutgoing(free, at, leaseUntil)
    updatesFromMs = at.getTime() + 1000
    return []
  }

  /** What organisers are mailed may be half a minute late. A fault of it holds up nobody's mail. */
  async function giveNotices(at: Date): Promise<void> {
    if (at.getTime() - noticesAtMs < noticesEveryMs) return
    noticesAtMs = at.getTime()
    try {
      await queueNotices()
    } catch (fault) {
      log.error({ fault: fault instanceof Error ? fault.name : typeof fault }, 'no notice could be queued')
    }
  }

  async function claim(): Promise<readonly Promise<Attempted>[]> {
    const at = ports.now()
    const free = breaker.allows(lanes - underWay.size, at)
    if (free <= 0) return []
    try {
      // While the relay is away nobody is let go: they would all come at once when it is back.
      if (!breaker.isOpen()) await giveTurns(at)
      await giveNotices(at)
      const leaseUntil = new Date(at.getTime() + (options.leaseMs ?? leaseMs))
      const due = await ports.store.claimOutgoing(free, at, leaseUntil)
      const more = breaker.isOpen() ? [] : await claimUpdates(free - due.length, at, leaseUntil)
      const mails = [...due, ...more]
      if (mails.length > 0) breaker.begun(at)
      return mails.map(begin)
    } catch (fault) {
      log.error({ fault: fault instanceof Error ? fault.name : typeof fault }, 'nothing could be claimed')
      return []
    }
  }

  return {
    claim,
    tick: async () => Promise.all(await claim()),
    async drain() {
      const ended = Promise.all(underWay)
      let callOff = () => {}
      await Promise.race([
        ended,
        new Promise<void>(resolve => {
          callOff = after(options.drainMs ?? drainMs, resolve)
        }),
      ])
      callOff()
      cut.abort()
      await ended
    },
  }
}

/**
 * Whether the relay is well, so that a dead one does not push every mail far into its schedule; null where the attempt
 * tells nothing of it. A mail lost inside DATA counts too: a relay that does so to one will do it to the next.
 */
function wellnessOf(outcome: Outcome): 'success' | 'failure' | null {
  if (outcome.kind === 'lease-lost') return null
  const trouble = outcome.kind === 'unknown' || (outcome.kind === 'deferred' && outcome.relay === 'trouble')
  return trouble ? 'failure' : 'success'
}
