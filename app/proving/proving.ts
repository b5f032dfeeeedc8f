import type { Proving } from '../domain/sign-in/proving'
import { isCommon } from './common-passwords'
import { newTotpSecret, totpCode, totpStep } from './one-time-codes'
import { passkeysAt } from './passkeys'
import { hashPassword, isPassword } from './passwords'

/** @param publicOrigin where passkeys are made and shown: browsers give them to no other site */
export function openProving(publicOrigin: string): Proving {
  return {
    ...{ hashPassword, isPassword, isCommon, newTotpSecret, totpStep },
    totpCode: (secret, email) => totpCode(secret, email, new URL(publicOrigin).hostname),
    ...passkeysAt(publicOrigin),
  }
}
