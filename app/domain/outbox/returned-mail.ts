import PostalMime, { type Email } from 'postal-mime'
import type { OutgoingId } from '../id'
import { mailOfAddress, mailOfMessageId } from './bounce-address'
import { type DeliveryStatus, mailField, readDeliveryStatus } from './delivery-status'

/** What came to a bounce address. */
export interface ReturnedMail {
  /** The mail of ours that it is about, where it says so. */
  readonly about: OutgoingId | null
  readonly says:
    | DeliveryStatus
    | { readonly kind: 'automatic' } // such as a notice of absence
    | { readonly kind: 'written' } // by a person
    | { readonly kind: 'unreadable' } // no mail at all, or a report without the fields it must have
}

/**
 * What is read of one: a report's own parts stand before the mail that it gives back, and ours are short. A hostile 1 MB of
 * boundaries took 3 s to part, these bytes 0.8.
 */
const readAtMost = 256 * 1024

/**
 * Reads whatever came to a bounce address. Never rejects, whatever bytes it is given.
 * @param to the address in its envelope, where the mail server says it
 */
export async function readReturnedMail(raw: Uint8Array, to: string): Promise<ReturnedMail> {
  const mail = await parse(raw.subarray(0, readAtMost))
  if (!mail) return { about: mailOfAddress(to), says: { kind: 'unreadable' } }
  const report = textOf(mail, ['message/delivery-status', 'message/global-delivery-status'])
  const about = mailOfAddress(to) ?? mailAddressed(mail) ?? mailGivenBack(mail, report ?? '')
  if (report !== null) return { about, says: readDeliveryStatus(report) ?? { kind: 'unreadable' } }
  return { about, says: { kind: kindOf(mail) } }
}

/** Null for what no parser takes, such as parts within parts 256 deep. */
async function parse(raw: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true }) // a report within a forwarded mail is none of ours
  } catch {
    return null
  }
}

/** Where a mail server writes the address in the envelope, in the order of how far each is to be believed. */
const envelopeHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to'] as const

function mailAddressed(mail: Email): OutgoingId | null {
  for (const value of envelopeHeaders.flatMap(name => headers(mail, name))) {
    const found = mailOfAddress(value)
    if (found) return found
  }
  return null
}

/** The last way to know it: by the name that its sender gave the envelope, or by what is given back of the mail itself. */
function mailGivenBack(mail: Email, report: string): OutgoingId | null {
  const envelope = mailField(report, 'original-envelope-id') ?? ''
  const original = textOf(mail, ['text/rfc822-headers', 'message/rfc822', 'message/global-headers']) ?? ''
  const [head = ''] = original.replace(/\r\n?/g, '\n').split('\n\n', 1)
  const messageId = /^message-id:\s*(<\S+>)/im.exec(head)?.[1] ?? ''
  return mailOfAddress(envelope) ?? mailOfAddress(head) ?? mailOfMessageId(messageId)
}

function kindOf(mail: Email): 'automatic' | 'written' | 'unreadable' {
  if (!known.some(name => headers(mail, name).length > 0)) return 'unreadable'
  return isAutomatic(mail) ? 'automatic' : 'written'
}

/** One of these every mail has; what a form or a JSON document begins with is none of them. */
const known = ['from', 'received', 'return-path', 'message-id', 'date', 'subject'] as const

/** RFC 3834 section 5, and what was written before it. */
function isAutomatic(mail: Email): boolean {
  const has = (name: string, value: RegExp) => headers(mail, name).some(one => value.test(one))
  return (
    has('auto-submitted', /^(?!\s*no\b)/i) ||
    has('precedence', /^(auto_reply|bulk|junk)/i) ||
    has('return-path', /^\s*<>/) ||
    has('content-type', /^multipart\/report/i) || // a receipt that it was read, or a complaint
    ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress'].some(name => has(name, /./))
  )
}

function headers(mail: Email, name: string): string[] {
  return mail.headers.filter(({ key }) => key === name).map(({ value }) => value)
}

/** The first part of one of these types, as text. */
function textOf(mail: Email, types: readonly string[]): string | null {
  const part = mail.attachments.find(({ mimeType }) => types.includes(mimeType.toLowerCase()))
  if (!part) return null
  return typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content)
}
