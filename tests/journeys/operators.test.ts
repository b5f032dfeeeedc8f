import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { productEnv } from '../support/product-process'
import { startWorld, type World } from '../support/world'

const places = '/organise/places'

function ask({ product }: World, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(product.origin + places, { headers })
}

/** Makes a token as an operator does, beside the server. */
async function tokenFor({ product }: World, scope: string): Promise<string> {
  const args = ['build/programs/cli.js', 'token', 'create', '--scope', scope]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: productEnv(product.folder) })
  return stdout.trim()
}

test('whoever is on the machine itself sees what is known of the places, and nobody may keep it', async () => {
  const answer = await ask(await startWorld())
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
  })
  const html = await answer.text()
  for (const words of ['These places are invented', 'Seats without a member', 'Fennick and Eastwater'])
    expect(html).toContain(words)
})

test.each(['Forwarded', 'Via', 'X-Forwarded-For', 'X-Real-IP'])(
  'a proxy that says so by %s is not the machine itself: it is told how to see the page, and nothing of it',
  async header => {
    const answer = await ask(await startWorld(), { [header]: '127.0.0.1' })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const html = await answer.text()
    expect(html).toContain('ssh -N -L 3000:localhost:3000')
    expect(html).not.toContain('Fennick')
  },
)

test('where a proxy is trusted, being on the machine is not enough', async () => {
  expect((await ask(await startWorld({ TRUST_PROXY: '1' }))).status).toBe(401)
})

test('a token of any scope opens it from anywhere, another does not', async () => {
  const world = await startWorld({ TRUST_PROXY: '1' })
  const bearing = async (token: string) =>
    (await ask(world, { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.1' })).status
  expect(await bearing(await tokenFor(world, 'export'))).toBe(200)
  expect(await bearing(await tokenFor(world, 'export-personal'))).toBe(200)
  expect(await bearing(`und_${'x'.repeat(43)}`)).toBe(401)
})

test('what is behind the page is not in a data request of whoever may not see it', async () => {
  const { product } = await startWorld()
  const asked = (headers = {}) =>
    fetch(`${product.origin}${places}.data`, { headers }).then(one => one.text())
  expect(await asked()).toContain('Fennick')
  expect(await asked({ 'X-Forwarded-For': '192.0.2.1' })).not.toContain('Fennick')
})
