import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { readBody } from '../../app/front/body'
import { serving } from './asking'

const most = 64 * 1024

/** Says how many bytes of the body were read, or that it was too large. */
const telling = () =>
  serving(async (request, response) => {
    const body = await readBody(request)
    response.end(body === 'too-large' ? body : `${body.length}: ${body.subarray(0, 20)}`)
  })

describe('a body', () => {
  test('is read whole, in however many pieces it comes', async () => {
    const { ask } = await telling()
    expect((await ask({ method: 'POST', body: ['name=', 'R', 'ósa'] })).body).toBe('10: name=Rósa')
    expect((await ask({ method: 'POST' })).body).toBe('0: ')
  })

  test('may be of 64 KB', async () => {
    const { ask } = await telling()
    expect((await ask({ method: 'POST', body: Buffer.alloc(most, 'x') })).body).toMatch(`${most}: xxx`)
    const headers = { 'content-length': String(most) }
    expect((await ask({ method: 'POST', headers, body: Buffer.alloc(most, 'x') })).body).toMatch(`${most}: `)
  })

  test('of a byte more is too large, whether it says so or not', async () => {
    const { ask } = await telling()
    const body = Buffer.alloc(most + 1, 'x')
    const headers = { 'content-length': String(most + 1) }
    expect((await ask({ method: 'POST', headers, body })).body).toBe('too-large')
    expect((await ask({ method: 'POST', body })).body).toBe('too-large')
  })

  test('that says it is too large is refused before any of it comes', async () => {
    const { port } = await telling()
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${most + 1}\r\n\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toContain('too-large')
    socket.destroy()
  })

  test('that never ends is refused as soon as it is too large', async () => {
    const { port } = await telling()
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n')
    const chunk = Buffer.alloc(0x4000, 'x')
    for (let sent = 0; sent <= most; sent += chunk.length) {
      socket.write(`${chunk.length.toString(16)}\r\n`)
      socket.write(chunk)
      socket.write('\r\n')
    }
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toContain('too-large')
    socket.destroy()
  })

  test('whose sender hangs up is an error, not half a body', async () => {
    let read: Promise<unknown> | undefined
    let began = () => {}
    const beginning = new Promise<void>(resolve => {
      began = resolve
    })
    const { port } = await serving((request, _response) => {
      read = readBody(request)
      read.catch(() => {})
      request.once('data', began)
    })
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf')
    await beginning
    socket.destroy()
    await expect(read).rejects.toThrow()
  })
})
