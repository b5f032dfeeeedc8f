import type { LoaderFunctionArgs } from '@remix-run/node'
import { holdingsForDownload } from '../domain/supporter/supporter'
import { secret } from '../http/headers'
import { holdingsByToken } from '../http/holdings'
import { answering } from '../http/problems'

/** Everything held, as a file to keep. */
export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) => {
  const holdings = await holdingsByToken(ports, params.token)
  return new Response(JSON.stringify(holdingsForDownload(holdings, ports.now()), null, 2), {
    headers: {
      ...secret,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="your-data.json"',
    },
  })
})
