import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { RequestContext } from '../context.server'
import type { Render } from './rendered'

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
    const location = answer.headers.get('Location')
    if (location !== null && new URL(location, url).origin !== url.origin)
      throw new Error('a redirect that leaves our site') // SEC-04: `/\host` is another host to a browser
    response.statusCode = answer.status
    for (const [name, value] of answer.headers) {
      if (name.toLowerCase() !== 'set-cookie') response.setHeader(name, value)
    }
    for (const cookie of answer.headers.getSetCookie()) response.appendHeader('Set-Cookie', cookie)
    if (location !== null && !answer.body) response.setHeader('Content-Length', 0) // where the short way says it
    if (answer.status === 405 && !response.hasHeader('Allow')) response.setHeader('Allow', 'GET, HEAD')
    if (answer.body && request.method !== 'HEAD') await send(answer.body as ReadableStream, response)
    else response.end()
  }
}

/** Renders what is at an address for nobody in particular: the request has no header at all. */
export function remixRender(build: ServerBuild, publicOrigin: string): Render {
  const handle = createRequestHandler(build, 'production')
  return (address, context) => handle(new Request(publicOrigin + address), { ...context })
}

/** At the pace of the client, and no further once it has left: an export may be larger than memory. */
async function send(body: ReadableStream, response: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.fromWeb(body), response)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw fault
  }
}

function toWebRequest(request: IncomingMessage, url: URL, body: Buffer | null): Request {
  const headers = new Headers()
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2)
    headers.append(request.rawHeaders[index] ?? '', request.rawHeaders[index + 1] ?? '')
  headers.delete('X-Forwarded-Host') // Remix would compare it with Origin; the front has done that already
  headers.set('Host', url.host) // our own, never the client's: Remix compares Origin with it
  if (headers.get('Origin')) headers.set('Origin', url.origin) // checked already; a loopback name may differ
  return new Request(url, {
    method: request.method ?? 'GET',
    headers,
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
}
