import { idBytes, idFromBytes, isId, type OutgoingId } from '../id'

/** `MAIL_DOMAIN`: the host of Message-IDs and of the addresses that bounces come back to. */
interface Host {
  readonly mailDomain: string
}

/** Where a delivery report for one mail comes back to: 34 characters of the 64 that a local part may have. */
export function bounceAddress(id: OutgoingId, { mailDomain }: Host): string {
  return `b-${idBytes(id).toString('hex')}@${mailDomain}`
}

export function messageIdOf(id: OutgoingId, { mailDomain }: Host): string {
  return `<${id}@${mailDomain}>`
}

/** The mail whose bounce address stands in a text; its host is not read, since `MAIL_DOMAIN` may have been another then. */
export function mailOfAddress(text: string): OutgoingId | null {
  const hex = /(?:^|[^\w.+-])b-([0-9a-f]{32})@/i.exec(text)?.[1]
  return hex ? idFromBytes<OutgoingId>(Buffer.from(hex, 'hex')) : null
}

/** The mail whose Message-ID stands in a text; no other program's id is that of a mail of ours. */
export function mailOfMessageId(text: string): OutgoingId | null {
  const id = /<([0-9a-f-]{36})@[^<>@\s]+>/i.exec(text)?.[1]?.toLowerCase() ?? ''
  return isId<OutgoingId>(id) ? id : null
}
