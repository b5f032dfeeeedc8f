import { Webhook } from 'standardwebhooks'
import { type ClaimedDelivery, deliveryEnd } from '../domain/connection/webhook-event'
import type { WebhookId } from '../domain/id'
import type { Log } from '../domain/log'
import type { Ports } from '../domain/ports'
import { describeFault } from '../domain/problem'
import { type After, afterTimeout } from '../domain/timer'
import { type PostOptions, post } from './post'

export interface DeliverOptions extends PostOptions {
  readonly ports: Pick<Ports, 'store' | 'now'>
  readonly log: Log
  readonly chance?: () => number
}

/** Deliveries under way at once: one slow address leaves room for others. */
const atOnce = 10

/** Must outlast an attempt, which ends within 5 s. */
const leaseMs = 60_000

/** Organisers look at what was told for so long. */
const keptMs = 30 * 86_400_000
const forgetEveryMs = 3_600_000

/** An address that does not answer is asked for 5 s each time: asked once a minute, it holds up no other. */
const restMs = 60_000

/**
 * Gives what does one round each time it is called: lends what is due, tells it, writes down how it went, and gives how many there
 * were. It remembers which addresses did not answer.
 */
export function openRounds(options: DeliverOptions): () => Promise<number> {
  const { store, now } = options.ports
  const rests = new Map<WebhookId, number>()
  return async () => {
    const at = now()
    for (const [id, untilMs] of rests) if (untilMs <= at.getTime()) rests.delete(id)
    const leaseUntil = new Date(at.getTime() + leaseMs)
    const due = await store.claimDeliveries(atOnce, at, leaseUntil, [...rests.keys()])
    const told = due.map(async delivery => {
      if ((await deliver(options, delivery)) === 'no-answer')
        rests.set(delivery.webhookId, at.getTime() + restMs)
    })
    await Promise.all(told)
    return due.length
  }
}

async function deliver(
  options: DeliverOptions,
  delivery: ClaimedDelivery,
): Promise<'answered' | 'no-answer'> {
  const { ports, log, chance = Math.random } = options
  const at = ports.now()
  const startedMs = performance.now()
  const { id, payload, attempts, to } = delivery
  try {
    const posted = await post(new URL(to.url), payload, headersOf(delivery, at), options)
    const tookMs = Math.round(performance.now() - startedMs)
    const attempt = { number: attempts, at, tookMs, ...posted }
    await ports.store.settleDelivery(delivery, attempt, deliveryEnd(attempt, chance()))
    return posted.status === null ? 'no-answer' : 'answered'
  } catch (fault) {
    log.error({ delivery: id, fault: describeFault(fault) }, 'a webhook delivery was not written down') // its lease ends
    return 'answered'
  }
}

/** Signed anew at each attempt, since a receiver refuses what is older than five minutes; the id stays (Standard Webhooks 1.0). */
function headersOf({ id, payload, to }: ClaimedDelivery, at: Date): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Undersigned',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(to.secret).sign(id, at, payload),
  }
}

export interface Deliverer {
  /** Begins nothing more and lets what is under way end. */
  stop(): Promise<void>
}

/** Delivers until it is stopped, beside a server or a mailer; leases keep two processes from telling one thing twice. */
export function startDelivering(options: DeliverOptions & { readonly after?: After }): Deliverer {
  const { ports, log, after = afterTimeout } = options
  const round = openRounds(options)
  let stopping = false
  let rouse = () => {}
  let forgotMs = 0

  async function forget() {
    const nowMs = ports.now().getTime()
    if (nowMs - forgotMs < forgetEveryMs) return
    while (!stopping && (await ports.store.forgetDeliveries(new Date(nowMs - keptMs), 500)) === 500);
    forgotMs = nowMs
  }

  async function idle(ms: number) {
    await new Promise<void>(resolve => {
      const callOff = after(ms, resolve)
      rouse = () => {
        callOff()
        resolve()
      }
    })
  }

  async function loop() {
    while (!stopping) {
      try {
        if ((await round()) > 0) continue
        await forget()
      } catch (fault) {
        log.error({ fault: describeFault(fault) }, 'webhooks were not looked at')
      }
      if (!stopping) await idle(pollMs)
    }
  }

  const looping = loop()
  return {
    async stop() {
      stopping = true
      rouse()
      await looping
    },
  }
}

/** Soon enough for a machine to be told; one read of an index of what is due. */
const pollMs = 2_000
