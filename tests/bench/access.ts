import { openContext } from '../../app/context.server'
import { createAccessToken } from '../../app/domain/connection/token'
import { readSettings } from '../../app/env.server'
import { productEnv } from './children'

/** Where the product serves who signed, and what lets a reader in. */
export async function exportAccess(
  folder: string,
): Promise<{ readonly path: string; readonly token: string }> {
  const context = await openContext(readSettings(productEnv(folder)))
  const token = await createAccessToken(context.ports, 'export-personal')
  await context.close()
  return { path: '/organise/campaigns/fair-hearing/exports/signatures.csv', token }
}
