import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { post } from '../../app/webhooks/post'
import { openReach, type Reach } from '../../app/webhooks/reach'

const production = openReach({ production: true })

/** As somebody would type them who wants to reach what only we can. */
const inside = [
  '127.0.0.1',
  '127.1',
  '127.255.255.254',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0',
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.255.255',
  '169.254.169.254',
  '100.64.0.1',
  '100.127.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[fe80::1]',
  '[ff02::1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::a9fe:a9fe]',
  '[2002:7f00:1::]',
  '[2001::1]',
  '[2001:db8::1]',
  '[::7f00:1]',
]

test.each(inside)('https://%s/ is never reached', async host => {
  const reached: string[] = []
  const spied: Reach = {
    ...production,
    resolve: async name => {
      reached.push(name)
      return ['127.0.0.1']
    },
  }
  const posted = await post(new URL(`https://${host}/`), '{}', {}, { reach: spied, withinMs: 300 })
  expect(posted).toEqual({ status: null, fault: expect.stringMatching(/is no public address/) })
  expect(reached).toEqual([]) // an address is not looked up
})

test.each([[['127.0.0.1']], [['93.184.216.34', '10.0.0.1']], [['93.184.216.34', '::ffff:10.0.0.1']]])(
  'a name that leads to %j is not reached',
  async addresses => {
    const reach: Reach = { ...production, resolve: async () => addresses }
    const posted = await post(new URL('https://receiver.example/'), '{}', {}, { reach })
    expect(posted.fault).toMatch(/is no public address/)
  },
)

test('a name that answers once with a public address and then with ours leads only where it was looked at', async () => {
  const { url, asked } = await receiver((_, response) => response.end())
  const answers = [['127.0.0.1'], ['10.9.9.9']]
  const reach: Reach = {
    refusal: address => (address === '127.0.0.1' ? null : 'looked up twice'),
    resolve: async () => answers.shift() ?? [],
  }
  const named = new URL(url.href.replace('127.0.0.1', 'receiver.example'))
  expect(await post(named, '{}', {}, { reach })).toEqual({ status: 200, fault: null })
  expect(asked[0]?.headers.host).toBe(named.host)
  expect(answers).toHaveLength(1)
})

const trying = openReach({ production: false })

test('this machine is reached where somebody tries it out, and it alone', async () => {
  const { url } = await receiver((_, response) => response.writeHead(204).end())
  expect(await post(url, '{}', {}, { reach: trying })).toEqual({ status: 204, fault: null })
  expect((await post(new URL('http://10.0.0.1/'), '{}', {}, { reach: trying })).fault).toMatch(/no public/)
})

test('the body comes whole, with its headers', async () => {
  const { url, asked } = await receiver((_, response) => response.end())
  const body = JSON.stringify({ what: 'é 🚸' })
  await post(url, body, { 'Content-Type': 'application/json', 'webhook-id': 'x' }, { reach: trying })
  expect(asked[0]).toMatchObject({
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'webhook-id': 'x' },
  })
})

test('a redirect is not followed', async () => {
  const { url, asked } = await receiver((_, response) =>
    response.writeHead(302, { Location: '/other' }).end(),
  )
  expect(await post(url, '{}', {}, { reach: trying })).toEqual({ status: 302, fault: null })
  expect(asked).toHaveLength(1)
})

test('whoever never answers is waited for no longer than was said', async () => {
  const { url } = await receiver(() => {})
  const posted = await post(url, '{}', {}, { reach: trying, withinMs: 50 })
  expect(posted).toEqual({ status: null, fault: 'no answer within 0.05 s' })
})

test('a name that nobody answers for is waited for no longer either', async () => {
  const reach: Reach = { ...production, resolve: () => new Promise(() => {}) }
  const posted = await post(new URL('https://receiver.example/'), '{}', {}, { reach, withinMs: 50 })
  expect(posted).toEqual({ status: null, fault: 'no answer within 0.05 s' })
})

test('an endless answer is left', async () => {
  const { url } = await receiver((_, response) => {
    const fill = () => {
      while (response.write(Buffer.alloc(65_536)));
      response.once('drain', fill)
    }
    fill()
  })
  expect(await post(url, '{}', {}, { reach: trying })).toEqual({ status: 200, fault: null })
})

test('nobody there is told in words', async () => {
  expect(await post(new URL('http://127.0.0.1:1/'), '{}', {}, { reach: trying })).toEqual({
    status: null,
    fault: 'nobody listens there',
  })
})

interface Asked {
  readonly method: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    asked.push({ method: request.method, headers: request.headers, body: Buffer.concat(chunks).toString() })
    answer(request, response)
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: new URL(`http://127.0.0.1:${port}/hook`), asked }
}
