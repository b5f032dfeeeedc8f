import type { LookUpTxt, SendingDomains } from './campaign/sender-domain'
import type { Webhook } from './connection/webhook'
import type { AnyId } from './id'
import type { NetworkRange } from './invalidation/invalidation'
import type { EarlierLetters } from './likeness/earlier-letters'
import type { Limits } from './limit'
import type { Pack } from './pack/pack'
import type { SheetRead } from './paper/sheet'
import type { Places } from './place/place'
import type { Registers } from './place/register'
import type { Proving } from './sign-in/proving'
import type { Store } from './store'
import type { Tokens } from './token'

/** What every verb works through; `context.server.ts` chooses what stands behind each. */
export interface Ports {
  readonly store: Store
  readonly places: Places
  /** What is asked besides the store: files that an operator names, and public registers. */
  readonly registers: Registers
  readonly tokens: Tokens
  readonly earlierLetters: EarlierLetters
  readonly limits: Limits
  readonly proving: Proving
  /** Names the networks of an address or range as signatures keep them; null for what is neither. */
  networksIn(typed: string): NetworkRange | 'too-wide' | null
  /** Reads a CSV of signatures from paper. @throws Problem `invalid` where not even its header can be read */
  readSheet(file: Uint8Array): Promise<SheetRead>
  /** What the domains that mail comes from say of themselves in the DNS. */
  readonly senderDomain: SendingDomains & { readonly lookUp: LookUpTxt }
  /** What is sent to `/bounces`. */
  readonly bounceWebhook: Webhook
  /** A PDF, tagged for readers aloud; one is made at a time. */
  printPack(pack: Pack): Promise<Uint8Array>
  now(): Date
  newId<Id extends AnyId>(): Id
  readonly settings: {
    /** Scheme, host and port that every link begins with; no slash at its end. */
    readonly publicOrigin: string
    /** How long a form must have been open, against bots, in ms. */
    readonly formMinMs: number
    /** The address to which a campaign's page is reported: whoever runs the site, since its organisation may be what is wrong. */
    readonly reportTo: string
  }
}
