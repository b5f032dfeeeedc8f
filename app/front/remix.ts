import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequestHandler, type ServerBuild, writeReadableStreamToWritable } from '@remix-run/node'
import type { RequestContext } from '../context.server'

/** Hands a request to Remix and its answer back to the client. */
export type RemixHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: Buffer | null,
  context: RequestContext,
) => Promise<void>

export function remixHandler(build: ServerBuild | (() => Promise<ServerBuild>)): RemixHandler {
  const handle = createRequestHandler(build, 'production')
  return async (request, response, url, body, context) => {
    const answer = await handle(toWebRequest(request, url, body), { ...context })
    response.statusCode = answer.status
    for (const [name, value] of answer.headers) {
      if (name.toLowerCase() !== 'set-cookie') response.setHeader(name, value)
    }
    for (const cookie of answer.headers.getSetCookie()) response.appendHeader('Set-Cookie', cookie)
    if (answer.status === 405 && !response.hasHeader('Allow')) response.setHeader('Allow', 'GET, HEAD')
    if (answer.body && request.method !== 'HEAD') await writeReadableStreamToWritable(answer.body, response)
    else response.end()
  }
}

function toWebRequest(request: IncomingMessage, url: URL, body: Buffer | null): Request {
  const headers = new Headers()
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2)
    headers.append(request.rawHeaders[index] ?? '', request.rawHeaders[index + 1] ?? '')
  headers.set('Host', url.host) // our own, never the client's: Remix compares Origin with it
  if (headers.get('Origin')) headers.set('Origin', url.origin) // checked already; a loopback name may differ
  return new Request(url, { method: request.method ?? 'GET', headers, ...(body ? { body: new Uint8Array(body) } : {}) })
}
