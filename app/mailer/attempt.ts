import type { OutgoingId } from '../domain/id'
import type { Log } from '../domain/log'
import { type Claimed, type OutgoingKind, retryAt, type Settlement } from '../domain/outbox'
import type { Ports } from '../domain/ports'
import { messageIdOf, type Sender } from './addressing'
import { compose } from './compose'
import { type Outcome, type RawMail, type Transport, toMime } from './smtp'

/** What an attempt works through. */
export interface MailerPorts {
  readonly ports: Ports
  readonly sender: Sender
  readonly transport: Transport
  readonly log: Log
  /** 0 to 1, to spread retries. */
  readonly chance: () => number
}

/** How an attempt ended. */
export interface Attempted {
  readonly id: OutgoingId
  readonly kind: OutgoingKind
  readonly ended:
    | Settlement['state']
    | 'lease-lost' // somebody else has it now
    | 'left' // the store failed: it comes back when its lease ends
}

/**
 * Attempts one claimed mail and settles it. Never rejects, so that no mail shares another's fate.
 * @param cut ends an attempt where it stands, when the mailer must stop
 * @param noted is told what the relay made of it
 */
export async function attempt(
  parts: MailerPorts,
  mail: Claimed,
  cut: AbortSignal,
  noted: (outcome: Outcome) => void,
): Promise<Attempted> {
  const { id, kind } = mail
  try {
    return { id, kind, ended: await offer(parts, mail, cut, noted) }
  } catch (fault) {
    parts.log.error({ outgoing: id, kind, ...faultWithoutWords(fault) }, 'mail left until its lease ends')
    return { id, kind, ended: 'left' }
  }
}

async function offer(
  parts: MailerPorts,
  mail: Claimed,
  cut: AbortSignal,
  noted: (outcome: Outcome) => void,
): Promise<Attempted['ended']> {
  const { ports, sender, transport } = parts
  const date = mail.date ?? ports.now()
  const messageId = mail.messageId ?? messageIdOf(mail.id, sender)
  const ready = await prepare(parts, mail, messageId, date)
  if ('state' in ready) return settle(parts, mail, ready)
  if (mail.messageId === null && !(await ports.store.stampOutgoing(mail, messageId, date)))
    return 'lease-lost'
  const outcome = await transport.send(ready, () => ports.store.markOutgoing(mail, ports.now()), cut)
  noted(outcome)
  if (outcome.kind === 'lease-lost') return 'lease-lost'
  return settle(parts, mail, settlementOf(parts, mail, outcome, cut))
}

/** The mail as it goes over the wire, or how it ends without going there. */
async function prepare(
  parts: MailerPorts,
  mail: Claimed,
  messageId: string,
  date: Date,
): Promise<RawMail | Settlement> {
  try {
    const composition = await compose(parts.ports, parts.sender, mail, date)
    switch (composition.kind) {
      case 'cancel':
        return { state: 'cancelled' }
      case 'hold':
        return { state: 'held', why: composition.why }
      case 'later':
        return deferred(parts, mail, 'not sent: the register of places does not answer')
      case 'mail':
        return {
          envelope: composition.mail.envelope,
          raw: toMime(composition.mail, messageId, date),
        }
    }
  } catch (fault) {
    const about = { outgoing: mail.id, kind: mail.kind, ...faultWithoutWords(fault) }
    parts.log.error(about, 'mail could not be composed')
    return { state: 'held', why: 'cannot-compose' }
  }
}

function settlementOf(
  parts: MailerPorts,
  mail: Claimed,
  outcome: Exclude<Outcome, { kind: 'lease-lost' }>,
  cut: AbortSignal,
): Settlement {
  const { kind: state, reply } = outcome
  if (state !== 'deferred') return { state, reply }
  return cut.aborted
    ? { state, reply: 'not sent: the mailer stopped', retryAt: parts.ports.now() }
    : deferred(parts, mail, reply)
}

function deferred({ ports, chance }: MailerPorts, mail: Claimed, reply: string): Settlement {
  const again = retryAt(mail, ports.now(), chance())
  return again ? { state: 'deferred', reply, retryAt: again } : { state: 'gave-up', reply }
}

async function settle(
  { ports, log }: MailerPorts,
  mail: Claimed,
  settlement: Settlement,
): Promise<Attempted['ended']> {
  const settled = await ports.store.settleOutgoing(mail, settlement, ports.now())
  const ended = settled ? settlement.state : 'lease-lost'
  const about = { outgoing: mail.id, kind: mail.kind, attempt: mail.attempts, ended }
  if (routine.includes(ended)) log.info(about, 'mail settled')
  else log.warn(about, 'mail settled')
  return ended
}

/** Endings that nobody need look at. */
const routine: readonly Attempted['ended'][] = ['accepted', 'deferred', 'cancelled']

/** What kind of fault and where; its own words may quote somebody's. */
function faultWithoutWords(fault: unknown): { readonly fault: string; readonly at: string } {
  if (!(fault instanceof Error)) return { fault: typeof fault, at: '' }
  const frame = fault.stack?.split('\n').find(line => /^\s+at /.test(line))
  return { fault: fault.name, at: frame?.trim() ?? '' }
}
