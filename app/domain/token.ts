import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a token lets its holder do; a token of one purpose is worth nothing for another. */
export type TokenPurpose =
  | 'form'
  | 'confirm'
  | 'receipt'
  | 'manage'
  | 'letter'
  | 'office'
  | 'office-choice'
  | 'survey'
  | 'recover'
  | 'second-factor'
  | 'known-browser'
  | 'passkey-made'
  | 'passkey-shown'
  | 'unsubscribe'
  | 'news'
  | 'export'

export type TokenAnswer =
  | { readonly kind: 'valid'; readonly subject: Buffer; readonly expiresAt: Date }
  | { readonly kind: 'expired'; readonly subject: Buffer }
  | { readonly kind: 'forged' }

/** Makes and reads signed tokens; nothing about them is stored (`safety.md`, SEC-16). */
export interface Tokens {
  /** @param subject what the token speaks of, at most 128 bytes: no name, address or other personal word */
  make(purpose: TokenPurpose, subject: Uint8Array, expiresAt: Date): string
  /** Never throws, whatever it is given. */
  read(purpose: TokenPurpose, token: string, at: Date): TokenAnswer
}

/** A token of ours, whether or not it has expired. */
interface Genuine {
  readonly subject: Buffer
  readonly expiresAt: Date
}

/** More pages than are signed from at once; as tokens are long, about 300 KB. */
const formsAtMost = 1000

const expiryBytes = 6
const macBytes = 16

/** A token is base64url of expiry (6 bytes, ms), subject, and HMAC-SHA-256 cut to 16 bytes under a key per purpose. */
export function createTokens(secret: Uint8Array): Tokens {
  const keyFor = (purpose: TokenPurpose) => deriveKey(secret, `token/${purpose}`)
  const keys: Readonly<Record<TokenPurpose, Buffer>> = {
    form: keyFor('form'),
    confirm: keyFor('confirm'),
    receipt: keyFor('receipt'),
    manage: keyFor('manage'),
    letter: keyFor('letter'),
    office: keyFor('office'),
    'office-choice': keyFor('office-choice'),
    survey: keyFor('survey'),
    recover: keyFor('recover'),
    'second-factor': keyFor('second-factor'),
    'known-browser': keyFor('known-browser'),
    'passkey-made': keyFor('passkey-made'),
    'passkey-shown': keyFor('passkey-shown'),
    unsubscribe: keyFor('unsubscribe'),
    news: keyFor('news'),
    export: keyFor('export'),
  }

  function macOf(purpose: TokenPurpose, signed: Uint8Array): Buffer {
    return createHmac('sha256', keys[purpose]).update(signed).digest().subarray(0, macBytes)
  }

  function readGenuine(purpose: TokenPurpose, token: string): Genuine | null {
    const bytes = /^[\w-]{1,200}$/.test(token) ? Buffer.from(token, 'base64url') : Buffer.alloc(0)
    if (bytes.length < expiryBytes + macBytes || bytes.toString('base64url') !== token) return null
    const signed = bytes.subarray(0, -macBytes)
    if (!timingSafeEqual(bytes.subarray(-macBytes), macOf(purpose, signed))) return null
    return { subject: signed.subarray(expiryBytes), expiresAt: new Date(signed.readUIntBE(0, expiryBytes)) }
  }

  /** The token of a page is no secret and the same for all who see it: 5 µs to read, 0.3 to know it again. */
  const formsRead = new Map<string, Genuine>()

  function readAgain(token: string): Genuine | null {
    const known = formsRead.get(token)
    if (known) return known
    const genuine = readGenuine('form', token)
    if (formsRead.size >= formsAtMost) formsRead.clear()
    if (genuine) formsRead.set(token, genuine)
    return genuine
  }

  return {
    make(purpose, subject, expiresAt) {
      const expiry = Buffer.alloc(expiryBytes)
      expiry.writeUIntBE(expiresAt.getTime(), 0, expiryBytes)
      const signed = Buffer.concat([expiry, subject])
      return Buffer.concat([signed, macOf(purpose, signed)]).toString('base64url')
    },

    read(purpose, token, at) {
      const genuine = purpose === 'form' ? readAgain(token) : readGenuine(purpose, token)
      if (!genuine) return { kind: 'forged' }
      const { subject, expiresAt } = genuine
      return at >= expiresAt ? { kind: 'expired', subject } : { kind: 'valid', subject, expiresAt }
    },
  }
}

/** A 32-byte key for one use, from the installation's one secret (HKDF-SHA-256, RFC 5869). */
export function deriveKey(secret: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `undersigned/${use}`, 32))
}
