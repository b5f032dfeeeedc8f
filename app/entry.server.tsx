import { Transform } from 'node:stream'
import {
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleErrorFunction,
} from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/** Nothing on a page waits for anything once its loader has answered; this only bounds a fault. */
const renderWithinMs = 5000

/** No page streams its data later, so nothing has to wait for it. */
export const streamTimeout = 0

/** Where faults of ours are told; `server.ts` puts its log here. */
export const faults = {
  report(fault: unknown): void {
    // biome-ignore lint/suspicious/noConsole: until the server has put its own log in place
    console.error(fault)
  },
}

export const handleError: HandleErrorFunction = (thrown, { request }) => {
  if (request.signal.aborted || isRouteErrorResponse(thrown)) return
  faults.report(thrown)
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Promise((answer, fail) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      onAllReady() {
        clearTimeout(timer) // left to run, these timers were 17 % of the time on the processor
        const body = withoutZeros()
        answer(new Response(createReadableStreamFromReadable(body), { status, headers }))
        pipe(body)
      },
      onShellError: fail,
      onError: fail,
    })
    const timer = setTimeout(abort, renderWithinMs)
  })
}

/**
 * React 18 hands on its buffers of 2,048 bytes whole, with zeros where the next character did not fit (facebook/react#24985). In a
 * field they would be taken for characters, and what a supporter typed would come back to us with them: of 24 pages with some
 * lines of Arabic 11 had one. No HTML has a zero of its own.
 */
function withoutZeros(): Transform {
  return new Transform({
    transform(bytes: Buffer, _, pass) {
      pass(null, bytes.includes(0) ? bytes.filter(byte => byte !== 0) : bytes)
    },
  })
}
