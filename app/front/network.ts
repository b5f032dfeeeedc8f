import { createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { NetworkRange } from '../domain/invalidation/invalidation'
import { deriveKey } from '../domain/token'

/** Names the network a request comes from by 8 keyed bytes: an IPv4 address, or the /64 that an IPv6 house has. */
export function networkNamer(
  secret: Uint8Array,
  trustProxy: number,
): (request: IncomingMessage) => Uint8Array | null {
  const key = deriveKey(secret, 'network')

  function nameOf(address: string): Uint8Array | null {
    const network = networkOf(address)
    return network === null ? null : nameUnder(key, network)
  }

  /** 6 µs to name an address, 0.2 to know it again: many post more than once, and many share one. */
  const named = new Map<string, Uint8Array>()

  function nameAgain(address: string): Uint8Array | null {
    const known = named.get(address)
    if (known) return known
    const name = nameOf(address)
    if (named.size >= addressesAtMost) named.clear()
    if (name && address.length <= addressLength) named.set(address, name)
    return name
  }

  return request =>
    nameAgain(clientAddress(request, trustProxy)) ?? nameAgain(request.socket.remoteAddress ?? '')
}

/**
 * Names the networks of an address or of a range in CIDR notation (RFC 4632, RFC 4291 section 2.3), as `networkNamer` names
 * them one by one. Null for what is neither. Of IPv6 nothing smaller than a /64 is told apart.
 */
export function rangeNamer(secret: Uint8Array): (typed: string) => NetworkRange | 'too-wide' | null {
  const key = deriveKey(secret, 'network')
  return typed => {
    const networks = networksIn(typed.trim())
    if (networks === null || networks === 'too-wide') return networks
    return {
      typed: typed.trim(),
      names: networks.map(network => Buffer.from(nameUnder(key, network)).toString('hex')),
    }
  }
}

/** An IPv4 /20, an IPv6 /52: 25 ms to name, and as many as a statement compares with in no time. */
const networksAtMost = 4096

function networksIn(typed: string): readonly string[] | 'too-wide' | null {
  if (ipaddr.isValid(typed)) return [networkOf(typed) ?? '']
  if (!ipaddr.isValidCIDR(typed)) return null
  const [address, bits] = ipaddr.parseCIDR(typed)
  const wholeBits = address.kind() === 'ipv4' ? 32 : 64
  const free = Math.max(wholeBits - bits, 0)
  if (2 ** free > networksAtMost) return 'too-wide'
  const hex = Buffer.from(address.toByteArray().slice(0, wholeBits / 8)).toString('hex')
  const first = (BigInt(`0x${hex}`) >> BigInt(free)) << BigInt(free)
  return Array.from({ length: 2 ** free }, (_, index) => {
    const bytes = Buffer.from((first + BigInt(index)).toString(16).padStart(hex.length, '0'), 'hex')
    return wholeBits === 32 ? bytes.join('.') : bytes.toString('hex')
  })
}

function nameUnder(key: Uint8Array, network: string): Uint8Array {
  return createHmac('sha256', key).update(network).digest().subarray(0, 8)
}

/** About 1 MB. */
const addressesAtMost = 10_000

/** Of an IPv6 address with an IPv4 one in it; what is longer has a zone, which a client may make as long as it likes. */
const addressLength = 45

/** Whether a proxy says that it passes a request on. */
function isForwarded({ headers }: IncomingMessage): boolean {
  return ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some(name => name in headers)
}

/**
 * Asked on this machine, by its own name and not through a proxy: what only whoever runs the server may see is shown without a
 * token. By another name it may be a page from elsewhere, in a browser that was told that its site is here (DNS rebinding).
 */
export function isLocal(request: IncomingMessage, trustProxy: number): boolean {
  const address = request.socket.remoteAddress ?? ''
  const here = isNamedHere(request) && /^(::ffff:)?127\.|^::1$/.test(address)
  return trustProxy === 0 && here && !isForwarded(request)
}

/** Asked by whoever tries the product out, who sees everybody's mail: not through a proxy, and by no name but its own. */
export function isTryingOut(request: IncomingMessage, publicOrigin: string): boolean {
  const byName = isNamedHere(request) || request.headers.host === new URL(publicOrigin).host
  return byName && !isForwarded(request)
}

function isNamedHere({ headers }: IncomingMessage): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? '')
}

/** The address that the outermost trusted proxy saw; what a client wrote itself lies further left and is not read. */
function clientAddress(request: IncomingMessage, trustProxy: number): string {
  const socket = request.socket.remoteAddress ?? ''
  if (trustProxy === 0) return socket
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(part => withoutPort(part.trim()))
    .filter(part => part !== '')
  return forwarded.at(-trustProxy) ?? forwarded[0] ?? socket
}

/** Some proxies add the client's port: `192.0.2.7:51234`, `[2001:db8::1]:51234`. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
}

function networkOf(address: string): string | null {
  if (!ipaddr.isValid(address)) return null
  const parsed = ipaddr.process(address) // an IPv4 address mapped into IPv6 is that IPv4 address
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex')
}
