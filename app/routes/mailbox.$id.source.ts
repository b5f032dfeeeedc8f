import type { LoaderFunctionArgs } from '@remix-run/node'
import { mailById } from '../http/mailbox'
import { answering } from '../http/problems'

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) => {
  const { source } = await mailById(context, params.id)
  return new Response(source, {
    headers: { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' },
  })
})
