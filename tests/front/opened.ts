import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openContext } from '../../app/context.server'
import { readSettings } from '../../app/env.server'
import { frontHandler } from '../../app/front/handler'
import type { RemixHandler } from '../../app/front/remix'
import { testFolder, testSecret } from '../support/store'
import { serving } from './asking'

export const ours = 'http://campaigns.charity.example'

/** The front before routes that say what reached them. */
export async function openFront(
  remix: RemixHandler = async (_request, response, url, body) => {
    response.end(`${url.href} ${body?.length ?? '-'}`)
  },
  publicOrigin = ours,
) {
  const DATA_DIR = testFolder()
  const context = await openContext(
    readSettings({
      DATA_DIR,
      DATABASE_URL: `file:${join(DATA_DIR, 'undersigned.db')}`,
      SECRET_KEY: testSecret.toString(),
      PUBLIC_ORIGIN: publicOrigin,
      LOG_LEVEL: 'silent',
    }),
  )
  onTestFinished(() => context.close())
  return { ...(await serving(frontHandler(context, remix, 3000, null, null))), store: context.ports.store }
}
