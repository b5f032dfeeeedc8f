import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { testSecret } from '../support/store'
import {
  confirmNewest,
  fairHearing,
  linkIn,
  mailsTo,
  signAlone,
  startWorld,
  type World,
} from '../support/world'

/** Runs the operator's tool beside the server, on the same data. */
async function cli({ product }: World, ...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, ['build/programs/cli.js', ...args], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      UNDERSIGNED_NODE_ENV: '',
      DATA_DIR: product.folder,
      DATABASE_URL: `file:${product.database}`,
      SECRET_KEY: testSecret.toString(),
    },
  })
}

test('a page from memory has every security header, with a 200 and a 304, in each encoding', async () => {
  const { product } = await startWorld()
  const kept = ['/', fairHearing, `${fairHearing}?source=leaflet`, `${fairHearing}/privacy`]
  const data = ['/petitions.json', '/trending.json', `${fairHearing}/history.json`, '/constituencies.json']
  for (const path of [...kept, ...data, `${fairHearing}/check-your-email`, '/constituencies']) {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const ask = (headers: Record<string, string>) =>
        fetch(product.origin + path, { headers: { 'Accept-Encoding': encoding, ...headers } })
      const first = await ask({})
      const etag = first.headers.get('etag') ?? ''
      for (const answer of [first, await ask({}), await ask({ 'If-None-Match': etag })]) {
        const name = `${path} ${encoding} ${answer.status}`
        const { headers } = answer
        expect(headers.get('content-security-policy'), name).toContain("default-src 'none'")
        expect(headers.get('x-content-type-options'), name).toBe('nosniff')
        expect(headers.get('referrer-policy'), name).toBe('strict-origin-when-cross-origin')
        expect(headers.get('cross-origin-opener-policy'), name).toBe('same-origin')
        expect(headers.get('cross-origin-resource-policy'), name).toBe('same-origin')
        expect(headers.get('permissions-policy'), name).toContain('camera=()')
        expect(headers.get('cache-control'), name).toMatch(/^public, max-age=/)
        expect(headers.get('vary'), name).toBe('Accept-Encoding')
        expect(headers.has('set-cookie'), name).toBe(false)
      }
      expect((await ask({ 'If-None-Match': etag })).status, path).toBe(304)
    }
  }
})

test('a campaign that another process closes is closed on its page within a second', async () => {
  const world = await startWorld()
  const canSign = async (path: string) => (await world.visitor.open(path)).text.includes('Add your name')
  expect(await canSign(fairHearing)).toBe(true)
  await cli(world, 'campaign', 'close', 'fair-hearing')
  await expect.poll(() => canSign(fairHearing)).toBe(false)
  const home = async () => (await world.visitor.open('/')).document.querySelector('.card-closed a')
  await expect.poll(async () => (await home())?.getAttribute('href')).toBe(fairHearing)
})

test('a confirmed signature is on every page and in all data soon after', async () => {
  const world = await startWorld()
  const { visitor } = world
  const count = async () => JSON.parse((await visitor.open(`${fairHearing}/count.json`)).body).signatures
  const history = async () => JSON.parse((await visitor.open(`${fairHearing}/history.json`)).body).signatures
  const before = await count()
  await history()
  await signAlone(world)
  await confirmNewest(world, 'rosa@example.org')
  await expect.poll(count).toBe(before + 1)
  await expect.poll(history).toBe(before + 1)
})

test('a page of one person is never kept: no tag, and nobody may store it', async () => {
  const world = await startWorld()
  await signAlone(world)
  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  const confirm = linkIn(mail, '/confirm')
  const signed = await confirmNewest(world, 'rosa@example.org')
  for (const path of [confirm, new URL(signed.url).pathname, '/my', '/my/nothing', '/confirm/nothing']) {
    for (let n = 0; n < 2; n++) {
      const { headers } = await world.visitor.open(path)
      expect(headers.get('cache-control'), path).toContain('no-store')
      expect(headers.has('etag'), path).toBe(false)
    }
  }
  const refused = await signAlone(world, { name: '' })
  expect([refused.status, refused.headers.get('cache-control'), refused.headers.has('etag')]).toEqual([
    422,
    'no-store',
    false,
  ])
})

test('a page as it is kept still signs, and its form has nothing of whoever signed before', async () => {
  const world = await startWorld()
  const page = await world.visitor.open(fairHearing)
  await signAlone(world)
  const again = await world.visitor.open(fairHearing)
  expect(again.body).toBe(page.body)
  const done = await signAlone(world, { email: 'other@example.org' })
  expect(new URL(done.url).pathname).toBe(`${fairHearing}/check-your-email`)
})
