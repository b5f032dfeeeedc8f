import { request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import { encode } from '../support/visitor'
import { fairHearing, filledIn, signAlone, startWorld, storeOf, writeToMp } from '../support/world'

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

test('every answer carries the security headers, and no page sets a cookie or ships a script', async () => {
  const { product } = await startWorld()
  const asks: [string, RequestInit][] = [
    ['/', {}],
    [fairHearing, {}],
    ['/my', {}],
    ['/style.css', {}],
    ['/petitions.json', {}],
    ['/healthz', {}],
    ['/readyz', {}],
    ['/nothing/here', {}],
    ['/campaigns/nothing', {}],
    ['/confirm/nothing', {}],
    [fairHearing, { method: 'DELETE' }],
    ['/%E0%A4%A', {}],
    [`${fairHearing}/sign`, { method: 'POST' }],
    [`${fairHearing}/sign`, { method: 'POST', headers: { ...form, Origin: product.origin }, body: 'name=x' }],
    [
      `${fairHearing}/sign`,
      { method: 'POST', headers: { ...form, Origin: product.origin }, body: 'x'.repeat(70_000) },
    ],
  ]
  const statuses: number[] = []
  for (const [path, init] of asks) {
    const answer = await fetch(product.origin + path, { redirect: 'manual', ...init })
    statuses.push(answer.status)
    const { headers } = answer
    const name = `${init.method ?? 'GET'} ${path} ${answer.status}`
    expect(headers.get('content-security-policy'), name).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options'), name).toBe('nosniff')
    expect(headers.get('referrer-policy'), name).toMatch(/^(strict-origin-when-cross-origin|same-origin)$/)
    expect(headers.get('cross-origin-opener-policy'), name).toBe('same-origin')
    expect(headers.get('permissions-policy'), name).toContain('camera=()')
    expect(headers.has('x-powered-by'), name).toBe(false)
    expect(headers.has('set-cookie'), name).toBe(false)
    const body = await answer.text()
    expect(body, name).not.toMatch(/<script|\son[a-z]+=|\sstyle=|at .*\.js:/i)
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 405, 400, 403, 422, 413])
})

test('a change that does not come from our own pages is refused, and nothing is written', async () => {
  const world = await startWorld()
  const { origin } = world.product
  const port = new URL(origin).port
  const paths = [
    `${fairHearing}/sign`,
    `${fairHearing}/letter`,
    '/my',
    '/confirm/x',
    '/signed/x',
    '/my/x',
    '/office/x',
    '/office/choose/x',
    '/survey/x',
    '/',
    '/healthz',
  ]
  const origins: Record<string, string>[] = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    {},
    { Origin: `https://localhost:${port}` },
    { Origin: 'http://localhost:1' },
    { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example', 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'null', 'Sec-Fetch-Site': 'same-site' },
  ]
  const page = await world.visitor.open(fairHearing)
  const token = page.document.querySelector('input[name=form]')?.getAttribute('value') ?? ''
  const body = encode(filledIn({ form: token, website: '' })).toString()
  for (const path of paths) {
    for (const headers of origins) {
      const { status } = await fetch(origin + path, {
        method: 'POST',
        headers: { ...form, ...headers },
        body,
      })
      expect(status, `${path} ${JSON.stringify(headers)}`).toBe(403)
    }
  }
  expect(await storeOf(world).heldForMailbox('rosa@example.org')).toEqual([])
})

test('our own pages are known by their origin, or by what the browser says of it', async () => {
  const { product } = await startWorld()
  const port = new URL(product.origin).port
  for (const headers of [
    { Origin: `http://127.0.0.1:${port}` },
    { Origin: product.origin },
    { 'Sec-Fetch-Site': 'same-origin' },
  ]) {
    const answer = await fetch(`${product.origin}/my`, {
      method: 'POST',
      headers: { ...form, ...headers } as Record<string, string>,
      body: 'email=',
    })
    expect(answer.status).toBe(422)
  }
})

test('a page without a form refuses one, and says what it allows', async () => {
  const { product } = await startWorld()
  for (const path of [
    '/',
    fairHearing,
    '/petitions.json',
    `${fairHearing}/privacy`,
    `${fairHearing}/count.json`,
  ]) {
    const answer = await fetch(product.origin + path, {
      method: 'POST',
      headers: { ...form, Origin: product.origin },
      body: 'a=b',
    })
    expect(answer.status, path).toBe(405)
    expect(answer.headers.get('allow'), path).toContain('GET')
  }
})

test('what is no form is 400: invalid UTF-8, a NUL, another content type', async () => {
  const { product } = await startWorld()
  const post = async (body: string, type = form['Content-Type']) => {
    const headers = { Origin: product.origin, 'Content-Type': type }
    return (await fetch(`${product.origin}${fairHearing}/sign`, { method: 'POST', headers, body })).status
  }
  expect(await post('name=%ff')).toBe(400)
  expect(await post('name=%00')).toBe(400)
  expect(await post('{"name":{"path":"/etc/passwd"}}', 'application/json')).toBe(400)
})

test('each wrong field is named in a summary and beside the field, and every value is kept', async () => {
  const { visitor } = await startWorld()
  const page = await visitor.open(fairHearing)
  const typed = {
    name: '=HYPERLINK("https://x.example")',
    email: 'rosa@',
    postcode: 'nowhere',
    updates: 'no',
  }
  const refused = await visitor.press(page, 'Sign without a letter', typed)
  expect(refused.status).toBe(422)
  expect(refused.document.querySelector('title')?.textContent).toMatch(/^Error: /)
  const summary = refused.document.querySelector('[role=alert], .error-summary')
  expect(summary?.textContent).toContain('There is a problem')
  for (const field of ['name', 'email', 'postcode']) {
    const input = refused.document.querySelector(`input[name=${field}]`)
    expect(input?.getAttribute('value'), field).toBe(typed[field as keyof typeof typed])
    expect(input?.getAttribute('aria-invalid'), field).toBe('true')
    const error = refused.document.getElementById(`${field}-error`)
    expect(summary?.textContent, field).toContain(error?.textContent?.trim().replace(/^Error: /, ''))
  }
  for (const link of summary?.querySelectorAll('a') ?? [])
    expect(
      refused.document.getElementById((link.getAttribute('href') ?? '').slice(1)),
      link.outerHTML,
    ).not.toBeNull()
  expect(summary?.querySelectorAll('a').length).toBe(5) // principle and agree too
})

test('a letter refused keeps its words and address', async () => {
  const { visitor } = await startWorld()
  const page = await writeToMp({ visitor })
  const refused = await visitor.press(page, 'Check my letter', {
    subject: 'My own',
    body: 'My own words',
    town: 'Pellbridge',
  })
  expect(refused.status).toBe(422)
  expect(refused.document.querySelector('textarea[name=body]')?.textContent?.trim()).toBe('My own words')
  expect(refused.document.querySelector('input[name=subject]')?.getAttribute('value')).toBe('My own')
  expect(refused.document.querySelector('input[name=town]')?.getAttribute('value')).toBe('Pellbridge')
  expect(refused.document.getElementById('address1-error')?.textContent).toContain('address')
})

test('a network past its hard limit is told to wait, whatever addresses it claims to forward for', async () => {
  const world = await startWorld({ LIMITS: 'on' })
  const page = await world.visitor.open(fairHearing)
  const token = page.document.querySelector('input[name=form]')?.getAttribute('value') ?? ''
  const post = async (_: unknown, n: number) => {
    const headers = { 'X-Forwarded-For': `203.0.113.${n}` }
    const fields = filledIn({ form: token, website: '', email: `person${n}@example.org` })
    const answer = await fetch(`${world.product.origin}${fairHearing}/sign`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...form, ...headers, Origin: world.product.origin },
      body: encode(fields).toString(),
    })
    if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    return answer.status
  }
  // At once: one more is let in each ten seconds after the stretch in which they came.
  const statuses = await Promise.all(Array.from({ length: 32 }, post))
  expect(statuses.sort()).toEqual([...Array(30).fill(303), 429, 429])
})

test('an address that names another host is not followed', async () => {
  const { product } = await startWorld()
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(product.origin)
    const ask = httpRequest({
      hostname,
      port,
      path: 'http://evil.example/',
      headers: { Host: 'evil.example' },
    })
    ask
      .on('response', answer => resolve(answer.statusCode))
      .on('error', reject)
      .end()
  })
  expect(status).toBe(400)
})

test('readiness tells of the outbox, health of the process', async () => {
  const world = await startWorld({ MAILER: 'separate' }) // and none runs: the mail waits
  await signAlone(world)
  const ready = JSON.parse((await world.visitor.open('/readyz')).body)
  expect({ status: ready.status, sending: ready.sending }).toEqual({ status: 'ready', sending: 'running' })
  expect(ready.outbox).toEqual({ queued: 1 })
  expect(JSON.parse((await world.visitor.open('/healthz')).body)).toEqual({ status: 'ok' })
})

test('no address of ours leads to another host', async () => {
  const { product } = await startWorld()
  for (const slug of [
    '..%2f%5cevil.example',
    '..%2f%09%2fevil.example',
    '%2f%2fevil.example',
    '%0d%0aX',
    '%E2%82%AC',
  ]) {
    for (const page of ['sign', 'letter']) {
      const answer = await fetch(`${product.origin}/campaigns/${slug}/${page}`, { redirect: 'manual' })
      const location = answer.headers.get('location') ?? '/'
      expect(new URL(location, product.origin).origin, `${slug}/${page}`).toBe(product.origin)
      expect(answer.status, `${slug}/${page}`).toBeLessThan(500)
    }
  }
})

test('what comes through a proxy is not told how many mails there are', async () => {
  const { product } = await startWorld()
  const answer = await fetch(`${product.origin}/readyz`, { headers: { 'X-Forwarded-For': '203.0.113.9' } })
  expect(await answer.json()).toEqual({ status: 'ready' })
})
