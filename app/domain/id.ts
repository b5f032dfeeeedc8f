declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** A UUIDv7 (RFC 9562 section 5.7) in its 36-character form; sorts by the time it was made. */
export type SignatureId = Branded<'signature'>
export type LetterId = Branded<'letter'>
export type OutgoingId = Branded<'outgoing'>
export type AnyId = SignatureId | LetterId | OutgoingId

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isId<Id extends AnyId>(text: string): text is Id {
  return uuid.test(text)
}

/** The 16 bytes of an id, as tokens and SQLite hold it. */
export function idBytes(id: AnyId): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

export function idFromBytes<Id extends AnyId>(bytes: Uint8Array): Id {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id
}
