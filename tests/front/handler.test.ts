import { describe, expect, test, vi } from 'vitest'
import { openFront, ours } from './opened'

describe('the front', () => {
  test('hands a path of ours to the routes, under our own origin whatever host was asked', async () => {
    const { ask } = await openFront()
    const { body } = await ask({ path: '/campaigns/x?a=1', headers: { host: 'evil.example' } })
    expect(body).toBe(`${ours}/campaigns/x?a=1 -`)
  })

  test('shows the mails of whoever tries it out to no page that was led here by another name', async () => {
    const { ask } = await openFront(async (_request, response, _url, _body, { mailbox }) => {
      response.end(String(mailbox !== null))
    })
    const asked = async (host: string) => (await ask({ path: '/mailbox', headers: { host } })).body
    for (const host of ['localhost:3000', '127.0.0.1:3000', new URL(ours).host])
      expect(await asked(host), host).toBe('true')
    for (const host of ['evil.example', 'localhost.evil.example', `${new URL(ours).host}.evil.example`])
      expect(await asked(host), host).toBe('false')
  })

  test('hands on a form with its body', async () => {
    const { ask } = await openFront()
    const { body } = await ask({ method: 'POST', path: '/my', headers: { origin: ours }, body: 'a=1' })
    expect(body).toBe(`${ours}/my 3`)
  })

  test.each([
    ['another site’s address', 'http://evil.example/'],
    ['another host', '//evil.example/'],
    ['another host, as some browsers read it', '/\\evil.example/'],
    ['what decodes to nothing', '/%E0%A4%A'],
    ['an asterisk', '*'],
  ])('answers 400 for %s', async (_, path) => {
    const { ask } = await openFront()
    expect((await ask({ path })).status).toBe(400)
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
    'does not do %s, and says what it does',
    async method => {
      const { ask } = await openFront()
      const { status, headers } = await ask({ method })
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD, POST'])
    },
  )

  test('says whether it is alive and ready, whatever a probe adds to the path', async () => {
    const { ask, store } = await openFront()
    const counting = vi.spyOn(store, 'outbox')
    for (const path of ['/healthz', '/healthz?probe=1'])
      expect((await ask({ path })).body).toBe('{"status":"ok"}')
    for (const path of ['/readyz', '/readyz?probe=1'])
      expect(JSON.parse((await ask({ path })).body)).toEqual({
        status: 'ready',
        sending: 'running',
        outbox: {},
        oldest_due: null,
      })
    expect(counting, 'a probe that comes often counts no million mails').toHaveBeenCalledTimes(1)
  })

  test('closes the connection of a body that is too large', async () => {
    const { ask } = await openFront()
    const body = Buffer.alloc(70_000, 'x')
    const { status, headers } = await ask({ method: 'POST', headers: { origin: ours }, body })
    expect([status, headers.connection]).toEqual([413, 'close'])
  })

  test('hands on what proves itself by a signature from anywhere, with a body of 1 MB, and nothing else', async () => {
    const { ask } = await openFront()
    const body = Buffer.alloc(1024 * 1024, 'x')
    const from = { method: 'POST', headers: { origin: 'https://evil.example' } }
    expect((await ask({ ...from, path: '/bounces', body })).body).toBe(`${ours}/bounces ${body.length}`)
    expect((await ask({ ...from, path: '/bounces', body: [body, 'x'] })).status).toBe(413)
    for (const path of ['/bounces/', '/bounces/x', '/Bounces', '/my'])
      expect((await ask({ ...from, path, body: 'a=1' })).status, path).toBe(403)
  })

  test('answers a fault of ours with 500 and none of its words', async () => {
    const { ask } = await openFront(async () => {
      throw new Error('rosa@example.org is not expected here')
    })
    const { status, body, headers } = await ask({ path: '/my' })
    expect(status).toBe(500)
    expect(body).not.toContain('rosa')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  test('names each request', async () => {
    const { ask } = await openFront()
    const [one, other] = [await ask(), await ask()]
    expect(one.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(other.headers['x-request-id']).not.toBe(one.headers['x-request-id'])
  })
})
