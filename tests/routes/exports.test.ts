import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { type AccessScope, createAccessToken } from '../../app/domain/connection/token'
import type { Store } from '../../app/domain/store'
import { loader, action as post } from '../../app/routes/organise.campaigns.$slug.exports.$file'
import { openWorld } from '../store/contract/world'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

const personal = ['signatures', 'letters', 'replies']
const counts = ['counts', 'by-day', 'by-principle']

test.each([...counts, ...personal])(
  '%s.csv comes as a file to keep, for whoever bears a token',
  async name => {
    const { get, token } = await open()
    const answer = await get(`${name}.csv`, { token: await token('export-personal') })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="safer-crossings-${name}.csv"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    const lines = (await answer.text()).split('\r\n')
    expect(lines.length).toBeGreaterThan(1)
  },
)

test.each(counts)('a token for counts fetches %s', async name => {
  const { get, token } = await open()
  expect((await get(`${name}.csv`, { token: await token('export') })).status).toBe(200)
})

test.each(personal)('a token for counts does not fetch %s', async name => {
  const { get, token } = await open()
  const answer = await get(`${name}.csv`, { token: await token('export') })
  expect(answer.status).toBe(403)
})

test('without a token every address answers the same, so that nobody learns which campaigns there are', async () => {
  const { get } = await open()
  const answers = [
    await get('counts.csv'),
    await get('counts.csv', { slug: 'nowhere' }),
    await get('nothing.csv'),
    await get('counts.csv', { authorization: 'Basic dXNlcjpwYXNz' }),
    await get('counts.csv', { token: `und_${'x'.repeat(43)}` }),
    await get('counts.csv', { authorization: 'Bearer' }),
  ]
  const bodies = await Promise.all(answers.map(answer => answer.text()))
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(401))
  expect(new Set(bodies).size).toBe(1)
  for (const { headers } of answers) expect(headers.get('WWW-Authenticate')).toBe('Bearer')
})

test.each([
  ['an unknown export', 'nothing.csv', {}, 404],
  ['an export in another format', 'counts.json', {}, 404],
  ['an unknown campaign', 'counts.csv', { slug: 'nowhere' }, 404],
  ['an unknown profile', 'counts.csv', { search: '?profile=word' }, 400],
])('%s is refused in JSON', async (_, file, odd, status) => {
  const { get, token } = await open()
  const answer = await get(file, { token: await token('export-personal'), ...odd })
  expect(answer.status).toBe(status)
  expect(Object.keys(await answer.json())).toEqual(['error'])
})

test('the excel profile begins with a byte-order mark, the machine profile is raw', async () => {
  const { get, token, sign } = await open()
  await sign('=1+1')
  const bearing = { token: await token('export-personal') }
  const excel = new Uint8Array(
    await (await get('signatures.csv', { ...bearing, search: '?profile=excel' })).arrayBuffer(),
  )
  expect([...excel.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(await (await get('signatures.csv', bearing)).text()).toContain(",'=1+1,")
  const machine = await get('signatures.csv', { ...bearing, search: '?profile=machine' })
  expect(await machine.text()).toContain(',=1+1,')
})

test('HEAD answers with the headers alone and reads no row', async () => {
  const { get, token, reads } = await open()
  const answer = await get('signatures.csv', { token: await token('export-personal'), method: 'HEAD' })
  expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
  expect(await answer.text()).toBe('')
  expect(reads()).toBe(0)
})

test('a reader who goes away stops the reading', async () => {
  const { get, token, reads } = await open()
  const answer = await get('signatures.csv', { token: await token('export-personal') })
  await answer.body?.cancel()
  await new Promise(setImmediate)
  expect(reads()).toBeLessThan(2)
})

test('an export is not to be posted to', async () => {
  expect((await post()).status).toBe(405)
})

interface Asked {
  readonly slug?: string
  readonly token?: string
  readonly authorization?: string
  readonly search?: string
  readonly method?: string
}

async function open() {
  const { store: real } = openTestStore()
  let pages = 0
  const store: Store = {
    ...real,
    signaturesAfter: (...page) => {
      pages++
      return real.signaturesAfter(...page)
    },
  }
  const world = await openWorld(() => store)
  const ports = testPorts(store, world.clock)
  return {
    reads: () => pages,
    token: (scope: AccessScope) => createAccessToken(ports, scope),
    sign: (name: string) => world.sign({ name }),
    get: (
      file: string,
      { slug = 'safer-crossings', token, authorization, search = '', method = 'GET' }: Asked = {},
    ) => {
      const bearer = token ? `Bearer ${token}` : authorization
      const request = new Request(
        `http://localhost:3000/organise/campaigns/${slug}/exports/${file}${search}`,
        {
          method,
          ...(bearer ? { headers: { Authorization: bearer } } : {}),
        },
      )
      const context = { ports, visitor: { network: null }, mailbox: null, demo: null }
      return loader({ request, params: { slug, file }, context: context as LoaderFunctionArgs['context'] })
    },
  }
}
