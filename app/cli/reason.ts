import { checkReason } from '../domain/reason'
import type { Args, Option } from './verb'

/** What the audit log keeps for good, as it does of whoever does the same in the browser. */
export const reasonOption = { shown: '--reason WHY', required: true } as const satisfies Option

/** @throws Problem `invalid` */
export function givenReason(options: Args['options']): string {
  return checkReason(options.reason ?? '')
}
