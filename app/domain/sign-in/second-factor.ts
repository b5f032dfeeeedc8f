import type { Credentials, SecondFactor, UsedProof } from '../organiser/store'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code'

/** What was typed as a second factor: a code of their app, or one for when they have lost it; null where it is neither. */
export function judgeCode(
  { proving, now }: Pick<Ports, 'proving' | 'now'>,
  { totpSecret }: Pick<Credentials, 'totpSecret'>,
  typed: string,
): UsedProof | null {
  const digits = typed.replace(/\s/g, '')
  const step = totpSecret ? proving.totpStep(totpSecret, digits, now()) : null
  if (step !== null) return { kind: 'totp', step }
  const hash = recoveryCodeHash(typed)
  return hash && { kind: 'recovery-code', hash }
}

/** A second factor that somebody sets up: what their app was told, and the code that it shows since. */
export interface SecondFactorForm {
  readonly secret: string
  readonly code: string
}

/** A new second factor, and the recovery codes that go with it, to be shown this once. @throws Problem `invalid` */
export function newSecondFactor(
  { proving, now }: Pick<Ports, 'proving' | 'now'>,
  { secret, code }: SecondFactorForm,
): { readonly factor: SecondFactor; readonly codes: readonly string[] } {
  const ours = /^[A-Z2-7]{32}$/.test(secret)
  const step = ours ? proving.totpStep(secret, code.replace(/\s/g, ''), now()) : null
  if (step === null)
    throw new Problem('invalid', 'There is a problem', {
      code: 'This is not the code that your app shows now. Check that your phone’s clock is right, and type the next one',
    })
  const codes = newRecoveryCodes()
  return { factor: { totpSecret: secret, totpStep: step, recoveryCodes: hashes(codes) }, codes }
}

/** What is kept of new codes. */
export function hashes(codes: readonly string[]): readonly Buffer[] {
  return codes.flatMap(code => recoveryCodeHash(code) ?? [])
}
