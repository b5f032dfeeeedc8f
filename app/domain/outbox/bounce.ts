import type { Ports } from '../ports'
import { readReturnedMail } from './returned-mail'
import type { Bounced } from './store'

/** What a report may come with, in bytes: the mail that it gives back, and what its sender's system adds. */
export const returnedAtMost = 1024 * 1024

/** What came of a mail that came to a bounce address. */
export type BounceEnd =
  | { readonly kind: Bounced; readonly reply: string } // a report that a mail has failed
  | { readonly kind: 'delayed' | 'delivered' } // a report after which nothing changes
  | { readonly kind: 'automatic' | 'written' } // no report
  | { readonly kind: 'about-none' } // a report that does not say which mail has failed
  | { readonly kind: 'unreadable' }

/**
 * Takes what came to a bounce address: a letter that a delivery report says has failed is bounced, and given back to its
 * writer. Taken twice, it changes nothing the second time.
 * @param to the address in its envelope; '' where that is not known, and it is found in the mail
 */
export async function takeBounce(ports: Ports, raw: Uint8Array, to: string): Promise<BounceEnd> {
  const { about, says } = await readReturnedMail(raw, to)
  if (says.kind !== 'failed') return says
  if (about === null) return { kind: 'about-none' }
  return { kind: await ports.store.bounceOutgoing(about, says.reply, ports.now()), reply: says.reply }
}
