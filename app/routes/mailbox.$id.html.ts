import type { LoaderFunctionArgs } from '@remix-run/node'
import { Problem } from '../domain/problem'
import { framedHeaders, mailById, withLinksToTop } from '../http/mailbox'
import { answering } from '../http/problems'

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) => {
  const { html } = await mailById(context, params.id)
  if (html === null) throw new Problem('not-found', 'This mail has no HTML part.')
  return new Response(withLinksToTop(html), { headers: framedHeaders })
})
