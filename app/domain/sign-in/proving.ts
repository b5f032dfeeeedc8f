import type { NewPasskey, Passkey } from '../organiser/store'

/** How somebody proves who they are, whatever libraries check it (`app/proving`). */
export interface Proving {
  /** Argon2id, in the PHC form. */
  hashPassword(password: string): Promise<string>
  /** Whether it is the password that was hashed; the same work, and no, where there is no hash. */
  isPassword(password: string, hash: string | null): Promise<boolean>
  /** Whether many people chose it: it is the first that anybody would guess. */
  isCommon(password: string): Promise<boolean>

  /** A new second factor: 160 bits, in base32. */
  newTotpSecret(): string
  /** The step of 30 seconds that a code belongs to, one before or after now at most; null for a wrong one (RFC 6238). */
  totpStep(secret: string, code: string, at: Date): number | null
  /** What an app reads of a new second factor. @param email names it in the app */
  totpCode(secret: string, email: string): TotpCode

  /** What a browser needs to make a passkey. @param known those that they have: an authenticator makes no second one */
  passkeyToMake(whom: PasskeyHolder, known: readonly Passkey[], challenge: string): Promise<unknown>
  /** The passkey that a browser made; null where it is none of ours, or was made for another challenge. */
  passkeyMade(answer: string, isOurs: ChallengeCheck): Promise<Omit<NewPasskey, 'name'> | null>
  /** What a browser needs to show a passkey. @param known null where any of ours will do */
  passkeyToShow(known: readonly Passkey[] | null, challenge: string): Promise<unknown>
  /** The passkey's counter after it was shown; null where it was not, or for another challenge. */
  passkeyShown(answer: string, passkey: Passkey, isOurs: ChallengeCheck): Promise<number | null>
  /** The id of the passkey that an answer says it is of; null for what is no answer. */
  passkeyNamed(answer: string): string | null
}

export interface PasskeyHolder {
  readonly name: string
  readonly email: string
}

type ChallengeCheck = (challenge: string) => boolean

export interface TotpCode {
  /** `otpauth:`, as apps know it. */
  readonly url: string
  /** Its QR code: how many modules wide it is, and the dark ones as the path of an SVG. */
  readonly width: number
  readonly path: string
}
