import { Readable } from 'node:stream'
import type { NodemailerError } from 'nodemailer'
import MimeNode from 'nodemailer/lib/mime-node'
import * as quotedPrintable from 'nodemailer/lib/qp'
import SmtpPool from 'nodemailer/lib/smtp-pool'
import { tidyReply } from '../domain/outbox/smtp-reply'
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
 * Pooled connections to a relay: Nodemailer's own pool, without the layer above it, which makes MIME anew of what is MIME
 * already (200 µs a mail where the pool takes 80).
 * @param url `smtp://` or `smtps://`, with whatever Nodemailer reads in one
 */
export function openTransport(url: string, connections: number): Transport {
  const pool = new SmtpPool({
    url,
    maxConnections: connections,
    maxRequeues: 0, // a mail is offered again by the outbox, which knows how far it came
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 10 * 60_000, // RFC 5321 section 4.5.3.2.6: at least so long for the reply to DATA
  })
  return {
    async send(mail, begins, cut) {
      let phase: Phase = 'envelope'
      let fault: unknown
      const gate = async () => {
        phase = 'marking'
        const goes = await begins().catch(thrown => {
          phase = 'mark-failed'
          fault = thrown
          throw thrown
        })
        phase = goes ? 'data' : 'lease-lost'
        if (!goes) throw new Error('the lease was lost')
      }
      try {
        return { kind: 'accepted', reply: tidyReply(await offer(pool, mail, gate, cut)) }
      } catch (refusal) {
        if ((phase as Phase) === 'mark-failed') throw fault
        return judge(refusal as NodemailerError, phase)
      }
    },
    close: () => pool.close({ force: true }),
  }
}

/** Gives one mail to the pool, which reads it once the relay has said 354: the gate stands there. Gives the relay's reply. */
function offer(
  pool: SmtpPool,
  { envelope, raw }: RawMail,
  gate: () => Promise<void>,
  signal: AbortSignal,
): Promise<string> {
  const message = {
    getEnvelope: () => ({ from: envelope.from, to: [envelope.to] }),
    messageId: () => '',
    getHeader: () => '',
    createReadStream: () => behind(gate, raw),
  }
  return new Promise((resolve, reject) => {
    pool.send({ data: { signal }, message } as unknown as PooledMail, (refusal, sent) =>
      refusal ? reject(refusal) : resolve(sent?.response ?? ''),
    )
  })
}

/** As the pool's types have it; it asks no more of a mail than `offer` gives. */
type PooledMail = Parameters<SmtpPool['send']>[0]

/**
 * The MIME of a mail: written once, the same at every attempt. Nodemailer's composer streams each part through its encoders,
 * which takes 360 µs for two parts where these take 66, and 45 for one.
 */
export function toMime(mail: ComposedMail, messageId: string, date: Date): Buffer {
  const text = partOf('text/plain', mail.text)
  const whole = mail.html === null ? text : alternatives([text, partOf('text/html', mail.html)], messageId)
  return Buffer.from(`${headOf(mail, messageId, date)}\r\n${whole}`, 'latin1')
}

function headOf(
  { from, to, replyTo, subject, by, list }: ComposedMail,
  messageId: string,
  date: Date,
): string {
  const head = new MimeNode()
  head.setHeader('From', { ...from })
  head.setHeader('To', { ...to })
  if (replyTo) head.setHeader('Reply-To', { ...replyTo })
  head.setHeader('Subject', subject)
  head.setHeader('Message-ID', messageId)
  head.setHeader('Date', date.toUTCString().replace('GMT', '+0000')) // RFC 5322 section 3.3
  if (by === 'program') head.setHeader('Auto-Submitted', 'auto-generated') // RFC 3834 section 5
  if (list) for (const [name, value] of Object.entries(listFields(list))) head.setHeader(name, value)
  return head.buildHeaders()
}

/** The same words in several ways, each a part. */
function alternatives(parts: readonly string[], messageId: string): string {
  const boundary = `=_${messageId.replace(/[^0-9a-z-]/g, '').slice(0, 36)}` // "=_" stands in no quoted-printable
  return [
    `Content-Type: multipart/alternative; boundary="${boundary}"\r\n`,
    ...parts.map(part => `--${boundary}\r\n${part}`),
    `--${boundary}--\r\n`,
  ].join('\r\n')
}

/**
 * Which list it is (RFC 2919), and how a mail reader leaves it with one press (RFC 8058 section 3.1, over RFC 2369). A relay that
 * signs (DKIM) must sign these too.
 */
function listFields({ id, unsubscribeUrl }: NonNullable<ComposedMail['list']>) {
  const whole = (value: string) => ({ prepared: true, value }) // an address that is folded is read by few
  return {
    'List-Id': whole(`<${id}>`),
    'List-Unsubscribe': whole(`<${unsubscribeUrl}>`),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

/** Quoted-printable keeps long lines and lone dots whole through any relay. */
function partOf(type: string, words: string): string {
  const encoded = quotedPrintable.encode(words.replace(/\r?\n/g, '\r\n'))
  const head = `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable`
  return `${head}\r\n\r\n${quotedPrintable.wrap(encoded)}`
}

/** How far an attempt has come. */
type Phase = 'envelope' | 'marking' | 'mark-failed' | 'lease-lost' | 'data'

/** A stream that opens the gate when it is first read. */
function behind(gate: () => Promise<void>, raw: Buffer): Readable {
  return new Readable({
    read() {
      gate().then(
        () => {
          this.push(raw)
          this.push(null)
        },
        fault => this.destroy(fault),
      )
    },
  })
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
