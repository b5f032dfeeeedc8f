import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { chooseEncoding } from '../../app/front/encoding'
import { securityHeaders } from '../../app/front/headers'
import { makePage, sendPage } from '../../app/front/page'
import { serving } from './asking'

const words = 'We, the undersigned, were here. '.repeat(40)
const always = new Map([
  ...Object.entries(securityHeaders('https://x.example')).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  ),
  ['content-type', 'text/plain; charset=utf-8'],
  ['cache-control', 'public, max-age=0'],
])

/** A server of one page, whose answers Node makes anew where the clock has gone on. */
async function servingPage(now = () => 1_000) {
  const page = await makePage(Buffer.from(words), always)
  return { page, ...(await serving((request, response) => sendPage(page, request, response, now()))) }
}

describe('an encoding is chosen', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP;Q=0.5', 'gzip'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['identity, gzip;q=0.5', 'identity'],
    ['*;q=0', 'identity'],
    ['br;q=none', 'identity'],
    ['deflate', 'identity'],
  ])('for %s: %s', (accepted, encoding) => {
    expect(chooseEncoding(accepted)).toBe(encoding)
  })

  test('however many spellings came before', () => {
    for (let n = 0; n < 10_000; n++) chooseEncoding(`made-up-${n}`)
    expect(chooseEncoding('gzip;q=0.123')).toBe('gzip')
  })
})

describe('a page', () => {
  test.each(['br', 'gzip', null])('is sent in %s, and opens to the same words', async encoding => {
    const { port } = await servingPage()
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      headers: { 'Accept-Encoding': encoding ?? 'identity' },
    })
    expect(await answer.text()).toBe(words)
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(Number(answer.headers.get('content-length')) < words.length).toBe(encoding !== null)
  })

  test('has another strong tag in each encoding', async () => {
    const { ask } = await servingPage()
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(
        async encoding => (await ask({ headers: { 'Accept-Encoding': encoding } })).headers.etag,
      ),
    )
    expect(new Set(tags).size).toBe(3)
    for (const tag of tags) expect(tag).toMatch(/^"[\w-]+"$/)
  })

  test.each(['br', 'gzip', 'identity'])(
    'is 304 for whoever has it in %s, and says which that is',
    async had => {
      const { ask } = await servingPage()
      const { etag = '' } = (await ask({ headers: { 'Accept-Encoding': had } })).headers
      for (const now of ['br', 'gzip', 'identity']) {
        const answer = await ask({ headers: { 'Accept-Encoding': now, 'If-None-Match': etag } })
        expect([answer.status, answer.headers.etag, answer.body]).toEqual([304, etag, ''])
      }
    },
  )

  test.each([
    ['a list that names it', (tag: string) => `"other", ${tag}`, 304],
    ['a tag that a proxy weakened', (tag: string) => `W/${tag}`, 304],
    ['anything at all', () => '*', 304],
    ['another page', () => '"other"', 200],
    ['a tag without its quotes', (tag: string) => tag.slice(1, -1), 200],
    ['nothing', () => '', 200],
  ])('is told from %s', async (_, ifNoneMatch, status) => {
    const { ask } = await servingPage()
    const { etag = '' } = (await ask()).headers
    expect((await ask({ headers: { 'If-None-Match': ifNoneMatch(etag) } })).status).toBe(status)
  })

  test('has every header of every answer with a 200, a 304 and an answer to HEAD', async () => {
    const { ask } = await servingPage()
    const { etag = '' } = (await ask()).headers
    const answers = [
      await ask(), // as it was first made, and …
      await ask(), // … as it is repeated
      await ask({ method: 'HEAD' }),
      await ask({ headers: { 'If-None-Match': etag } }),
      await ask({ headers: { 'If-None-Match': etag } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 304, 304])
    for (const { headers, status } of answers) {
      for (const [name, value] of always)
        expect(headers[name], name).toBe(status === 304 && name === 'content-type' ? undefined : value)
      expect(headers).toMatchObject({ etag, vary: 'Accept-Encoding', date: expect.any(String) })
    }
  })

  test('answers HEAD with the length of what GET sends, and no body', async () => {
    const { ask } = await servingPage()
    const { headers, body } = await ask({ method: 'HEAD' })
    expect([headers['content-length'], body]).toEqual([String(words.length), ''])
  })

  test('is repeated to the letter as Node first wrote it, and dated anew each second', async () => {
    let ms = 1_000
    const { port, page } = await servingPage(() => ms)
    const [first, second] = [await exchange(port), await exchange(port)]
    expect(second).toBe(first)
    const { written } = page.variants.identity.found
    expect(written?.second).toBe(1)
    ms = 2_000
    await exchange(port)
    expect(page.variants.identity.found.written?.second).toBe(2)
  })

  test('leaves a connection open where it may stay, and closes it where it may not', async () => {
    const { port } = await servingPage()
    const get = 'GET / HTTP/1.1\r\nHost: x\r\n'
    const kept = await exchange(port, `${get}\r\n${get}\r\n${get}Connection: close\r\n\r\n`)
    expect(kept.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3)
    expect(kept.match(/Connection: keep-alive/g)).toHaveLength(2)
    expect(kept.match(/Connection: close/g)).toHaveLength(1)
  })
})

/** Everything the server writes until it hangs up. */
function exchange(port: number, request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'): Promise<string> {
  return new Promise((resolve, reject) => {
    let come = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    socket.setEncoding('latin1')
    socket.on('data', part => {
      come += part
      if (!request.includes('close') && come.endsWith(words)) socket.end()
    })
    socket.on('close', () => resolve(come))
    socket.on('error', reject)
  })
}
