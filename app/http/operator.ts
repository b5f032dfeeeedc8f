import { data, type LoaderFunctionArgs } from '@remix-run/node'
import type { RequestContext } from '../context.server'
import { tokenShown } from '../domain/access'
import { answering } from './problems'

/**
 * A loader of a page for those who run this server: they ask on the machine itself and through no proxy, or bear a token of
 * ours, whatever its scope. Nothing that names a supporter may be shown for that. Nobody else learns what there is.
 */
export function forOperators<Shown>(read: (args: LoaderFunctionArgs) => Promise<Shown>) {
  return answering(async (args: LoaderFunctionArgs) => {
    if (!(await isOperator(args)))
      return data({ shown: null }, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
    return data({ shown: await read(args) })
  })
}

async function isOperator({ request, context }: LoaderFunctionArgs): Promise<boolean> {
  const { ports, local }: RequestContext = context
  return local || (await tokenShown(ports, request.headers.get('Authorization'))) !== null
}
