import type { EarlierLetters } from './earlier-letters'
import type { AnyId } from './id'
import type { Limits } from './limit'
import type { Places } from './place'
import type { Registers } from './register'
import type { LookUpTxt, SendingDomains } from './sender-domain'
import type { Store } from './store'
import type { Tokens } from './token'
import type { Webhook } from './webhook'

/** What every verb works through; `context.server.ts` chooses what stands behind each. */
export interface Ports {
  readonly store: Store
  readonly places: Places
  /** What is asked besides the store: files that an operator names, and public registers. */
  readonly registers: Registers
  readonly tokens: Tokens
  readonly earlierLetters: EarlierLetters
  readonly limits: Limits
  /** What the domains that mail comes from say of themselves in the DNS. */
  readonly senderDomain: SendingDomains & { readonly lookUp: LookUpTxt }
  /** What is sent to `/bounces`. */
  readonly bounceWebhook: Webhook
  now(): Date
  newId<Id extends AnyId>(): Id
  readonly settings: {
    /** Scheme, host and port that every link begins with; no slash at its end. */
    readonly publicOrigin: string
    /** How long a form must have been open, against bots, in ms. */
    readonly formMinMs: number
  }
}
