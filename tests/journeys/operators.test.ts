import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { productEnv } from '../support/product-process'
import { startWorld, type World } from '../support/world'

const places = '/organise/places'
const letters = '/organise/campaigns/fair-hearing/letters'

function ask(
  { product }: World,
  headers: Readonly<Record<string, string>> = {},
  path = places,
): Promise<Response> {
  return fetch(product.origin + path, { headers, redirect: 'manual' })
}

/** Makes a token as an operator does, beside the server. */
async function tokenFor({ product }: World, scope: string): Promise<string> {
  const args = ['build/programs/cli.js', 'token', 'create', '--scope', scope]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: productEnv(product.folder) })
  return stdout.trim()
}

test('whoever is on the machine itself sees what is known of places and of letters, and nobody may keep it', async () => {
  const world = await startWorld()
  for (const [path, shown] of [
    [places, ['These places are invented', 'Seats without a member', 'Fennick and Eastwater']],
    [letters, ['A hundred samples', 'Nothing to mend']],
  ] as const) {
    const answer = await ask(world, {}, path)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject(keptByNobody)
    const html = await answer.text()
    for (const words of shown) expect(html).toContain(words)
  }
  const nowhere = await ask(world, {}, letters.replace('fair', 'no-such'))
  expect(nowhere.status).toBe(404)
  expect(Object.fromEntries(nowhere.headers)).toMatchObject(keptByNobody)
})

const keptByNobody = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }

test.each(['Forwarded', 'Via', 'X-Forwarded-For', 'X-Real-IP'])(
  'a proxy that says so by %s is not the machine itself: whoever asks by it is to sign in, and sees nothing',
  async header => {
    const world = await startWorld()
    for (const path of [places, letters, letters.replace('fair', 'no-such')]) {
      const answer = await ask(world, { [header]: '127.0.0.1' }, path)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('Location')).toBe(`/organise/sign-in?to=${encodeURIComponent(path)}`)
      expect(await answer.text()).toBe('')
    }
  },
)

test('where a proxy is trusted, being on the machine is not enough', async () => {
  const world = await startWorld({ TRUST_PROXY: '1' })
  for (const path of [places, letters]) expect((await ask(world, {}, path)).status).toBe(303)
})

test('a token of any scope opens it from anywhere, another does not', async () => {
  const world = await startWorld({ TRUST_PROXY: '1' })
  const bearing = async (token: string, path = places) =>
    (await ask(world, { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.1' }, path)).status
  const ofCounts = await tokenFor(world, 'export')
  expect(await bearing(ofCounts)).toBe(200)
  expect(await bearing(ofCounts, letters)).toBe(200)
  expect(await bearing(await tokenFor(world, 'export-personal'))).toBe(200)
  expect(await bearing(`und_${'x'.repeat(43)}`)).toBe(401)
})

test('what is behind the page is not in a data request of whoever may not see it', async () => {
  const world = await startWorld()
  for (const [path, shown] of [
    [places, 'Fennick'],
    [letters, 'medianTenth'],
  ] as const) {
    const asked = (headers = {}) => ask(world, headers, `${path}.data`).then(one => one.text())
    expect(await asked()).toContain(shown)
    expect(await asked({ 'X-Forwarded-For': '192.0.2.1' })).not.toContain(shown)
  }
})
