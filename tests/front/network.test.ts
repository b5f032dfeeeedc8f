import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isLocal, networkNamer, rangeNamer } from '../../app/front/network'
import { testSecret } from '../support/store'
import { type Question, serving } from './asking'

/** The name of the network that each request comes from, in hexadecimal. */
async function namesOf(trustProxy: number, questions: readonly Question[], secret: Uint8Array = testSecret) {
  const nameOf = networkNamer(secret, trustProxy)
  const { ask } = await serving((request, response) => {
    const name = nameOf(request)
    response.end(name === null ? 'unknown' : Buffer.from(name).toString('hex'))
  })
  const names: string[] = []
  for (const question of questions) names.push((await ask(question)).body)
  return names
}

const forwarded = (...addresses: string[]): Question => ({ headers: { 'x-forwarded-for': addresses } })

/** How many networks these are behind one proxy. */
async function networksAmong(...addresses: string[]): Promise<number> {
  const names = await namesOf(
    1,
    addresses.map(address => forwarded(address)),
  )
  return new Set(names).size
}

describe('a network', () => {
  test('is known by 8 keyed bytes that do not tell its address', async () => {
    const [name] = await namesOf(0, [{}])
    expect(name).toMatch(/^[0-9a-f]{16}$/)
    const [under] = await namesOf(0, [{}], Buffer.from('another secret, just as long as it must be'))
    expect(under).not.toBe(name)
  })

  test('is an IPv4 address', async () => {
    const [one, same, other] = await namesOf(0, [{ from: '127.0.0.1' }, {}, { from: '127.0.0.2' }])
    expect(same).toBe(one)
    expect(other).not.toBe(one)
  })

  test('is the /64 that an IPv6 house has', async () => {
    expect(
      await networksAmong('2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:DB8:1:2::9'),
    ).toBe(1)
    expect(await networksAmong('2001:db8:1:2::1', '2001:db8:1:3::1')).toBe(2)
  })

  test('of an IPv4 address mapped into IPv6 is that address, not all of them', async () => {
    expect(await networksAmong('::ffff:192.0.2.7', '192.0.2.7')).toBe(1)
    expect(await networksAmong('::ffff:192.0.2.7', '::ffff:192.0.2.8')).toBe(2)
  })
})

describe('what a client says about itself', () => {
  test('counts for nothing where no proxy is trusted', async () => {
    const spoofed = Array.from({ length: 20 }, (_, index) => forwarded(`203.0.113.${index}`))
    expect(new Set(await namesOf(0, [{}, ...spoofed])).size).toBe(1)
  })

  test('counts for nothing left of what the proxy added', async () => {
    const spoofed = Array.from({ length: 20 }, (_, index) => forwarded(`203.0.113.${index}, 192.0.2.7`))
    expect(new Set(await namesOf(1, [forwarded('192.0.2.7'), ...spoofed])).size).toBe(1)
  })

  test('counts for nothing in a header of its own before the proxy’s', async () => {
    const [alone, after] = await namesOf(1, [forwarded('192.0.2.7'), forwarded('203.0.113.9', '192.0.2.7')])
    expect(after).toBe(alone)
  })
})

describe('behind two proxies', () => {
  test('the client is who the outer one saw', async () => {
    const [client, other] = await namesOf(2, [
      forwarded('203.0.113.9, 192.0.2.7, 10.0.0.1'),
      forwarded('203.0.113.9, 192.0.2.8, 10.0.0.1'),
    ])
    const [alone] = await namesOf(1, [forwarded('192.0.2.7')])
    expect(client).toBe(alone)
    expect(other).not.toBe(alone)
  })

  test('one who went around the outer one is who the inner one saw', async () => {
    const [around] = await namesOf(2, [forwarded('192.0.2.7')])
    expect(around).toBe((await namesOf(1, [forwarded('192.0.2.7')]))[0])
  })
})

test('where the proxy says nothing, the network is the proxy’s own', async () => {
  expect(await namesOf(1, [{}, forwarded(' , ')])).toEqual(await namesOf(0, [{}, {}]))
})

test('what a proxy adds beside an address is left out', async () => {
  expect(await networksAmong('192.0.2.7', '192.0.2.7:51234')).toBe(1)
  expect(await networksAmong('2001:db8::1', '[2001:db8::1]', '[2001:db8::1]:51234')).toBe(1)
})

test('where the proxy names no address, the network is the proxy’s own, so that no limit is escaped', async () => {
  expect(await namesOf(1, [forwarded('unknown'), forwarded('_hidden')])).toEqual(await namesOf(0, [{}, {}]))
})

describe('the machine itself', () => {
  const isLocalFor = async (trustProxy: number, question: Question) => {
    const { ask } = await serving((request, response) => {
      response.end(String(isLocal(request, trustProxy)))
    })
    return (await ask(question)).body === 'true'
  }

  test('asks from any loopback address, through no proxy', async () => {
    expect(await isLocalFor(0, {})).toBe(true)
    expect(await isLocalFor(0, { from: '127.0.0.2' })).toBe(true)
  })

  test.each(['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'])(
    'is not whoever a proxy speaks for, though it writes nothing into %s',
    async header => {
      expect(await isLocalFor(0, { headers: { [header]: '' } })).toBe(false)
    },
  )

  test.each(['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost@evil.example'])(
    'is not a page that has been told that %s is here',
    async host => {
      expect(await isLocalFor(0, { headers: { host } })).toBe(false)
    },
  )

  test('cannot be told from a proxy that is trusted', async () => {
    expect(await isLocalFor(1, {})).toBe(false)
  })

  const outer = Object.values(networkInterfaces())
    .flatMap(list => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

  test('is not another address of ours', async context => {
    if (!outer) return context.skip('this machine has no address but loopback')
    const server = createServer((request, response) => void response.end(String(isLocal(request, 0))))
    onTestFinished(() => void server.close())
    server.listen(0, outer)
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://${outer}:${port}`, { headers: { Connection: 'close' } })
    expect(await answer.text()).toBe('false')
  })
})

describe('a range of networks', () => {
  const named = rangeNamer(testSecret)
  const namesIn = (typed: string) => {
    const range = named(typed)
    return range === null || range === 'too-wide' ? range : range.names
  }

  test('has the names that requests from it have', async () => {
    const addresses = ['192.0.2.7', '2001:db8:1:2::7', '192.0.2.255', '2001:db8:1:ff::1']
    const [v4, v6, v4Last, v6Last] = await namesOf(
      1,
      addresses.map(address => forwarded(address)),
    )
    expect(namesIn('192.0.2.7')).toEqual([v4])
    expect(namesIn('::ffff:192.0.2.7')).toEqual([v4])
    expect(namesIn('2001:db8:1:2::99')).toEqual([v6])
    expect(namesIn('192.0.2.99/24')).toHaveLength(256)
    expect(namesIn('192.0.2.99/24')).toEqual(expect.arrayContaining([v4, v4Last]))
    expect(namesIn('192.0.3.0/24')).not.toEqual(expect.arrayContaining([v4]))
    expect(namesIn('2001:db8:1:2::/72')).toEqual([v6])
    expect(namesIn('2001:db8:1::/56')).toHaveLength(256)
    expect(namesIn('2001:db8:1::/56')).toEqual(expect.arrayContaining([v6, v6Last]))
  })

  test('is no wider than can be looked for, and nothing else is one', () => {
    expect(namesIn('192.0.0.0/20')).toHaveLength(4096)
    for (const wide of ['192.0.0.0/19', '2001:db8::/51', '0.0.0.0/0']) expect(namesIn(wide)).toBe('too-wide')
    for (const other of ['', 'example.org', '192.0.2.0/33', '192.0.2.0/x']) expect(namesIn(other)).toBeNull()
  })
})
