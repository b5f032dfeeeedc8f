import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Question {
  readonly method?: string
  readonly path?: string
  /** A list sends the header once for each. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Buffer | readonly (string | Buffer)[]
  /** Which of this machine's addresses to ask from. */
  readonly from?: string
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A real server on port 0 with one handler, and how to ask it something. */
export async function serving(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port, ask: (question: Question = {}) => ask(port, question) }
}

function ask(port: number, { method, path, headers, body, from }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({
      port,
      host: '127.0.0.1',
      method: method ?? 'GET',
      path: path ?? '/',
      headers: { ...headers } as Record<string, string | string[]>,
      ...(from ? { localAddress: from } : {}),
    })
    asked.on('error', reject)
    asked.on('response', async response => {
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part)
      const { statusCode: status = 0, headers: answered } = response
      resolve({ status, headers: answered, body: Buffer.concat(parts).toString() })
    })
    for (const part of Array.isArray(body) ? body : body === undefined ? [] : [body]) asked.write(part)
    asked.end()
  })
}
