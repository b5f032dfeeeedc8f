/** A comment that keeps proxies from closing a connection on which nothing is said: theirs often end after 30 s or 60. */
const heartbeatMs = 20_000

/** When a browser may come back after a stream has ended. */
const retryMs = 15_000

/** A stream ends after so long, and whoever still may listen comes back: a session that ended does not listen on. */
const listenMs = 10 * 60_000

/**
 * Server-sent events (HTML standard, section 9.2) of one name, each with its data as JSON; between them a heartbeat. It ends
 * when the reader leaves, when there is no more to say, or when the server stops.
 * @param say gives what is to be said, until its reader has left
 */
export function eventStream(
  name: string,
  say: (left: AbortSignal) => AsyncIterable<unknown>,
  stopping: AbortSignal,
  ended: () => void,
): Response {
  const leaving = new AbortController()
  const left = AbortSignal.any([leaving.signal, stopping, AbortSignal.timeout(listenMs)])
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      send(`retry: ${retryMs}\n\n`)
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs)
      void (async () => {
        try {
          for await (const data of say(left)) {
            if (left.aborted) break
            send(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
          }
          if (!leaving.signal.aborted) controller.close()
        } catch (fault) {
          controller.error(fault)
        } finally {
          clearInterval(heartbeat)
          ended()
        }
      })()
    },
    cancel: () => leaving.abort(),
  })
  return new Response(body, { headers: streamHeaders })
}

export const streamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no', // nginx would keep it until 4 KB are there
} as const
