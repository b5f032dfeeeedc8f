import type { RequestContext } from '../context.server'
import { accessScope } from '../domain/access'

/**
 * Whether whoever asks runs this server: they ask on the machine itself and through no proxy, or bear a token of ours,
 * whatever its scope. Nothing that names a person may be shown for that.
 */
export async function isOperator({ ports, local }: RequestContext, request: Request): Promise<boolean> {
  return local || (await accessScope(ports, request.headers.get('Authorization'))) !== null
}
