import { Secret, TOTP } from 'otpauth'
import { create } from 'qrcode'
import type { TotpCode } from '../domain/sign-in/proving'

const period = 30
/** Steps before and after now: a phone's clock may be off by that much, and somebody takes a while to type. */
const steps = 1

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

export function totpStep(secret: string, code: string, at: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = at.getTime()
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period })
  const off = totp.validate({ token: code, timestamp, window: steps })
  return off === null ? null : totp.counter({ timestamp }) + off
}

/** @param host tells one installation from another in the app */
export function totpCode(secret: string, email: string, host: string): TotpCode {
  const issuer = `Undersigned at ${host}`
  const url = new TOTP({ issuer, label: email, secret: Secret.fromBase32(secret), period }).toString()
  const { size, data } = create(url, { errorCorrectionLevel: 'M' }).modules
  const dark = [...data.keys()].filter(index => data[index])
  const path = dark.map(index => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join('')
  return { url, width: size, path }
}
