import { lookup as resolveHost } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'

/** Which addresses an organiser's webhook may lead to. */
export interface Reach {
  /** Why an address on the network may not be reached; null where it may. */
  refusal(address: string): string | null
  /** Every address that a host has. */
  resolve(host: string): Promise<readonly string[]>
}

/**
 * The public Internet alone (SEC-23): never this machine, its neighbours, a cloud's metadata, or one of these in another dress.
 * Outside production this machine may be reached too, so that a receiver can be tried out.
 */
export function openReach({ production }: { readonly production: boolean }): Reach {
  return {
    refusal(address) {
      const range = rangeOf(address)
      if (range === 'unicast' || (range === 'loopback' && !production)) return null
      return `${address} is no public address (${range})`
    },
    async resolve(host) {
      return (await resolveHost(host, { all: true })).map(({ address }) => address)
    },
  }
}

/** What kind of address it is; one that holds an IPv4 address is what that one is. */
function rangeOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'no address'
  const known = ipaddr.process(address)
  const range = known.range()
  // IPv6 has given out nothing for the Internet but this (RFC 4291 section 2.4): `::7f00:1` is a loopback of old.
  return range === 'unicast' && known.kind() === 'ipv6' && !known.match(globalUnicast)
    ? 'not given out'
    : range
}

const globalUnicast = ipaddr.parseCIDR('2000::/3')
