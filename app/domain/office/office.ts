import type { OfficeId } from '../id'

/** How an office wants its letters: each by itself, all of a day in one mail, or none for now. */
export type OfficeMode = 'individual' | 'daily' | 'paused'

export const officeModes = ['individual', 'daily', 'paused'] as const satisfies readonly OfficeMode[]

/** Whoever letters are sent to, by address: how many they get and how is for all campaigns together. */
export interface Office {
  readonly id: OfficeId
  /** In lower case. */
  readonly address: string
  readonly mode: OfficeMode
  /** Grows with each choice, so that a link that chose is spent. */
  readonly revision: number
}

/** One office has one address, however it is spelt: no mail system of an office tells `A@` from `a@`. */
export function officeAddress(email: string): string {
  return email.toLowerCase()
}
