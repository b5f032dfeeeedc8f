import { Readable } from 'node:stream'
import nodemailer, { type NodemailerError } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import { tidyReply } from '../domain/smtp-reply'
import type { ComposedMail } from './composition'

/** What a relay made of one mail. `reply` is its own words, without anybody's address. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly reply: string }
  | { readonly kind: 'deferred'; readonly reply: string; readonly relay: 'answered' | 'trouble' }
  | { readonly kind: 'bounced'; readonly reply: string }
  | { readonly kind: 'unknown'; readonly reply: string } // lost inside DATA
  | { readonly kind: 'lease-lost' } // not a byte was sent

export interface Transport {
  /**
   * Offers one mail to the relay, once.
   * @param begins awaited when the relay has said 354 and not a byte of the mail is sent; false sends none
   * @param cut ends the attempt where it stands
   * @throws whatever `begins` throws
   */
  send(mail: RawMail, begins: () => Promise<boolean>, cut: AbortSignal): Promise<Outcome>
  /** Closes every connection, those inside a mail too. */
  close(): void
}

/** MIME as it goes over the wire, with its envelope. */
export interface RawMail {
  readonly envelope: ComposedMail['envelope']
  readonly raw: Buffer
}

/**
 * A pooled connection to a relay.
 * @param url `smtp://` or `smtps://`, with whatever Nodemailer reads in one
 */
export function openTransport(url: string, connections: number): Transport {
  const gates = new WeakMap<object, () => Promise<void>>()
  const pool = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxRequeues: 0, // a mail is offered again by the outbox, which knows how far it came
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 10 * 60_000, // RFC 5321 section 4.5.3.2.6: at least so long for the reply to DATA
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // Nodemailer reads `raw` into its own buffer before it says MAIL FROM; only what a process function gives back is
  // left alone until the 354. So the gate stands there.
  pool.use('stream', (mail, done) => {
    const gate = gates.get(mail.data.raw as object)
    if (gate) mail.message?.processFunc(input => Readable.from(behind(gate, input), { objectMode: false }))
    done()
  })
  return {
    async send({ envelope, raw }, begins, cut) {
      let phase: Phase = 'envelope'
      let fault: unknown
      gates.set(raw, async () => {
        phase = 'marking'
        const goes = await begins().catch(thrown => {
          phase = 'mark-failed'
          fault = thrown
          throw thrown
        })
        phase = goes ? 'data' : 'lease-lost'
        if (!goes) throw new Error('the lease was lost')
      })
      try {
        const sent = await pool.sendMail({ envelope: { ...envelope }, raw, signal: cut })
        return { kind: 'accepted', reply: tidyReply(sent.response) }
      } catch (refusal) {
        if ((phase as Phase) === 'mark-failed') throw fault
        return judge(refusal as NodemailerError, phase)
      }
    },
    close: () => pool.transporter.close?.({ force: true }),
  }
}

/** The MIME of a mail: written once, the same at every attempt but for its boundaries. */
export function toMime(mail: ComposedMail, messageId: string, date: Date): Promise<Buffer> {
  const { from, to, replyTo, subject, text, html, by } = mail
  return new MailComposer({
    from: { ...from },
    to: { ...to },
    ...(replyTo ? { replyTo: { ...replyTo } } : {}),
    subject,
    text,
    html,
    messageId,
    date,
    ...(by === 'program' ? { headers: { 'Auto-Submitted': 'auto-generated' } } : {}), // RFC 3834 section 5
    encoding: 'quoted-printable', // keeps long lines and lone dots whole through any relay
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}

/** How far an attempt has come. */
type Phase = 'envelope' | 'marking' | 'mark-failed' | 'lease-lost' | 'data'

async function* behind(gate: () => Promise<void>, input: Readable): AsyncGenerator<Buffer> {
  await gate()
  yield* input
}

/** What a failed attempt means for its mail. Only a reply to this mail's own recipient or words can end it for good. */
function judge(refusal: NodemailerError, phase: Phase): Outcome {
  if (phase === 'lease-lost') return { kind: 'lease-lost' }
  const { responseCode, command } = refusal
  const answered = refusal.code === 'EENVELOPE' || refusal.code === 'EMESSAGE'
  if (!answered || !responseCode || responseCode < 400)
    return phase === 'data'
      ? { kind: 'unknown', reply: noReply(refusal) }
      : { kind: 'deferred', reply: replyOf(refusal), relay: 'trouble' }
  const reply = replyOf(refusal)
  // A refusal of MAIL FROM or for want of a login is about us: it would be said to every mail alike.
  if (command === 'MAIL FROM' || responseCode === 421 || loginReplies.includes(responseCode))
    return { kind: 'deferred', reply, relay: 'trouble' }
  return refusal.permanent ? { kind: 'bounced', reply } : { kind: 'deferred', reply, relay: 'answered' }
}

/** RFC 4954 section 6: authentication required, failed, too weak, or in need of TLS. */
const loginReplies = [530, 534, 535, 538]

function replyOf(refusal: NodemailerError): string {
  return refusal.response ? tidyReply(refusal.response) : noReply(refusal)
}

function noReply({ originalCode, code }: NodemailerError): string {
  return `no reply (${originalCode ?? code ?? 'no code'})`
}
