/** A mail to those who asked for it; it may be a public page too. */
export type UpdateState = 'draft' | 'scheduled' | 'sending' | 'paused' | 'sent' | 'cancelled'

/** To whom an update goes: everybody who asked for updates, or those of some constituencies or principles. */
export interface UpdateAudience {
  /** Their codes; all where it is empty. */
  readonly constituencies: readonly string[]
  /** Their slugs: whoever chose one of them; all where it is empty. */
  readonly principles: readonly string[]
}
