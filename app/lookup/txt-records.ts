import { Resolver } from 'node:dns/promises'
import type { LookUpTxt, TxtAnswer } from '../domain/campaign/sender-domain'
import type { Ports } from '../domain/ports'

/** A page waits for it: two tries of two seconds. */
const patience = { timeout: 2000, tries: 2 }

/** The domains that our mail and what comes back of it are under, and a way to ask what they say of themselves. */
export function senderDomain(settings: {
  readonly mailFrom: { readonly address: string }
  readonly mailDomain: string
}): Ports['senderDomain'] {
  const from = settings.mailFrom.address.replace(/^.*@/, '')
  return { from, bounces: settings.mailDomain, lookUp: txtLookup() }
}

/**
 * Asks the machine's name servers for TXT records.
 * @param servers others to ask, for tests: `127.0.0.1:5353`
 */
export function txtLookup(servers?: readonly string[]): LookUpTxt {
  const resolver = new Resolver(patience)
  if (servers) resolver.setServers(servers)
  return async name => {
    try {
      const records = await resolver.resolveTxt(name)
      return { kind: 'records', records: records.map(strings => strings.join('')) }
    } catch (fault) {
      return answerTo((fault as NodeJS.ErrnoException).code)
    }
  }
}

function answerTo(code: string | undefined): TxtAnswer {
  if (code === 'ENODATA') return { kind: 'empty' }
  return { kind: code === 'ENOTFOUND' ? 'none' : 'away' }
}
