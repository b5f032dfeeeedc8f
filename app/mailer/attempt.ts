import type { OutgoingId } from '../domain/id'
import type { Log } from '../domain/log'
import type { Pace } from '../domain/office/pacing'
import { messageIdOf } from '../domain/outbox/bounce-address'
import { type Claimed, type OutgoingKind, retryAt, type Settlement } from '../domain/outbox/outbox'
import type { Ports } from '../domain/ports'
import { isProblem } from '../domain/problem'
import type { Sender } from './addressing'
import { compose } from './compose'
import type { ComposedMail, Composition, TargetLetter } from './composition'
import { type Outcome, type Transport, toMime } from './smtp'
import { letterAlone, passageOf } from './target-letter'

/** What an attempt works through. */
export interface MailerPorts {
  readonly ports: Ports
  readonly sender: Sender
  readonly transport: Transport
  readonly log: Log
  /** How many letters an office gets, and when; null for as many as come. */
  readonly pace: Pace | null
  /** 0 to 1, to spread retries. */
  readonly chance: () => number
}

/** How an attempt ended. */
export interface Attempted {
  readonly id: OutgoingId
  readonly kind: OutgoingKind
  readonly ended:
    | Settlement['state']
    | 'waits' // in the line before its office, or for the office to open
    | 'lease-lost' // somebody else has it now
    | 'left' // the store failed: it comes back when its lease ends
}

/** One attempt under way. */
interface Attempt extends MailerPorts {
  readonly mail: Claimed
  /** Ends it where it stands, when the mailer must stop. */
  readonly cut: AbortSignal
  /** Is told what the relay made of it. */
  readonly noted: (outcome: Outcome) => void
}

/** Message-ID and Date, the same at each attempt. */
interface Stamp {
  readonly messageId: string
  readonly date: Date
}

/** Attempts one claimed mail and settles it. Never rejects, so that no mail shares another's fate. */
export async function attempt(one: Attempt): Promise<Attempted> {
  const { id, kind } = one.mail
  try {
    return { id, kind, ended: await offer(one) }
  } catch (fault) {
    one.log.error({ outgoing: id, kind, ...faultWithoutWords(fault) }, 'mail left until its lease ends')
    return { id, kind, ended: 'left' }
  }
}

async function offer(one: Attempt): Promise<Attempted['ended']> {
  const { ports, sender, mail } = one
  const stamp = { messageId: mail.messageId ?? messageIdOf(mail.id, sender), date: mail.date ?? ports.now() }
  const composition = await orHeld(one, () => compose(ports, sender, mail, stamp.date))
  switch (composition.kind) {
    case 'cancel':
      return settle(one, { state: 'cancelled' })
    case 'hold':
      return settle(one, { state: 'held', why: composition.why })
    case 'later':
      return settle(one, deferred(one, 'not sent: the register of places does not answer'))
    case 'letter':
      return offerLetter(one, composition.letter, stamp)
    case 'mail': {
      if (mail.messageId === null && !(await ports.store.stampOutgoing(mail, stamp.messageId, stamp.date)))
        return 'lease-lost'
      return send(one, composition.mail, stamp)
    }
  }
}

/** A letter goes if its office lets it; its Message-ID and Date are fixed in the same commit. */
async function offerLetter(one: Attempt, letter: TargetLetter, stamp: Stamp): Promise<Attempted['ended']> {
  const { store, now } = one.ports
  const passed = await store.letThrough(letter.occasion.mail, passageOf(letter, one.pace, stamp), now())
  if (passed.kind !== 'goes') return told(one, passed.kind)
  return send(one, letterAlone(letter, passed.office), stamp)
}

async function send(one: Attempt, composed: ComposedMail, { messageId, date }: Stamp) {
  const { ports, transport, mail, cut, noted } = one
  const raw = toMime(composed, messageId, date)
  const begins = () => ports.store.markOutgoing(mail, ports.now())
  const outcome = await transport.send({ envelope: composed.envelope, raw }, begins, cut)
  noted(outcome)
  return outcome.kind === 'lease-lost' ? outcome.kind : settle(one, settlementOf(one, outcome))
}

/** What cannot be composed is looked at by somebody, and keeps no other mail waiting; a store that is away is not its fault. */
async function orHeld({ log, mail }: Attempt, work: () => Promise<Composition>): Promise<Composition> {
  try {
    return await work()
  } catch (fault) {
    if (isProblem(fault)) throw fault
    const about = { outgoing: mail.id, kind: mail.kind, ...faultWithoutWords(fault) }
    log.error(about, 'mail could not be composed')
    return { kind: 'hold', why: 'cannot-compose' }
  }
}

function settlementOf(one: Attempt, outcome: Exclude<Outcome, { kind: 'lease-lost' }>): Settlement {
  const { kind: state, reply } = outcome
  if (state !== 'deferred') return { state, reply }
  return one.cut.aborted
    ? { state, reply: 'not sent: the mailer stopped', retryAt: one.ports.now() }
    : deferred(one, reply)
}

function deferred({ ports, chance, mail }: Attempt, reply: string): Settlement {
  const again = retryAt(mail, ports.now(), chance())
  return again ? { state: 'deferred', reply, retryAt: again } : { state: 'gave-up', reply }
}

async function settle(one: Attempt, settlement: Settlement): Promise<Attempted['ended']> {
  const { ports, mail } = one
  const settled = await ports.store.settleOutgoing(mail, settlement, ports.now())
  return told(one, settled ? settlement.state : 'lease-lost')
}

function told({ log, mail }: Attempt, ended: Attempted['ended']): Attempted['ended'] {
  const about = { outgoing: mail.id, kind: mail.kind, attempt: mail.attempts, ended }
  if (routine.includes(ended)) log.info(about, 'mail settled')
  else log.warn(about, 'mail settled')
  return ended
}

/** Endings that nobody need look at. */
const routine: readonly Attempted['ended'][] = ['accepted', 'deferred', 'cancelled', 'waits']

/** What kind of fault and where; its own words may quote somebody's. */
function faultWithoutWords(fault: unknown): { readonly fault: string; readonly at: string } {
  if (!(fault instanceof Error)) return { fault: typeof fault, at: '' }
  const frame = fault.stack?.split('\n').find(line => /^\s+at /.test(line))
  return { fault: fault.name, at: frame?.trim() ?? '' }
}
