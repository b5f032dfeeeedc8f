import { describe, expect, test } from 'vitest'
import { allowedOrigins, isOurOwn } from '../../app/front/origin'
import { type Question, serving } from './asking'

const ours = 'https://campaigns.charity.example'
const evil = 'https://evil.example'

/** Whether a server that stands behind the check lets a request pass. */
async function passes(question: Question): Promise<boolean> {
  const origins = allowedOrigins(ours, 3000, true)
  const { ask } = await serving((request, response) => {
    response.writeHead(isOurOwn(request, origins) ? 204 : 403).end()
  })
  return (await ask(question)).status === 204
}

describe('a request that may change something', () => {
  test.each([
    ['our own page', { origin: ours }],
    ['our own page, in a browser that says so twice', { origin: ours, 'sec-fetch-site': 'same-origin' }],
    ['a page of ours that hides its origin', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['a browser that sends no origin to its own', { 'sec-fetch-site': 'same-origin' }],
  ])('passes from %s', async (_, headers) => {
    expect(await passes({ method: 'POST', headers })).toBe(true)
  })

  test.each([
    ['another site', { origin: evil }],
    ['another site that says it is our own', { origin: evil, 'sec-fetch-site': 'same-origin' }],
    ['another site that names itself as our host', { origin: evil, 'x-forwarded-host': 'evil.example' }],
    ['another site at whose name it arrives', { origin: evil, host: 'evil.example' }],
    ['our host over another scheme', { origin: 'http://campaigns.charity.example' }],
    ['our host at another port', { origin: `${ours}:8443` }],
    ['a host that begins like ours', { origin: `${ours}.evil.example` }],
    ['a host below ours', { origin: 'https://x.campaigns.charity.example' }],
    ['our origin with a path', { origin: `${ours}/` }],
    ['an origin that is hidden', { origin: 'null' }],
    ['an origin that is hidden, of the same site', { origin: 'null', 'sec-fetch-site': 'same-site' }],
    ['an address that was typed', { 'sec-fetch-site': 'none' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['two origins', { origin: [ours, evil] }],
    ['an origin that is empty', { origin: '' }],
    ['nowhere', {}],
  ])('is stopped from %s', async (_, headers) => {
    expect(await passes({ method: 'POST', headers })).toBe(false)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
    'is any method but a few: %s is stopped',
    async method => {
      expect(await passes({ method, headers: { origin: evil } })).toBe(false)
    },
  )
})

test.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and passes from anywhere', async method => {
  expect(await passes({ method, headers: { origin: evil } })).toBe(true)
})

describe('the origins that count as ours', () => {
  test('in production are the public one alone', () => {
    expect([...allowedOrigins(ours, 3000, true)]).toEqual([ours])
  })

  test('outside production are the names of this machine too, at our port', () => {
    expect([...allowedOrigins('http://localhost:3000', 3000, false)]).toEqual([
      'http://localhost:3000',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
    ])
  })

  test('are written as browsers write them, without the usual port', () => {
    expect([...allowedOrigins('http://localhost', 80, false)]).toEqual([
      'http://localhost',
      'http://127.0.0.1',
      'http://[::1]',
    ])
  })
})
