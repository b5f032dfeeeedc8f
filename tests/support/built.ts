import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'

/** The routes as `npm start` serves them. */
export async function builtRoutes(): Promise<ServerBuild> {
  const built = resolve('build/server/index.js')
  if (!existsSync(built)) throw new Error(`${built} is not built: run npm test, which builds it`)
  return (await import(/* @vite-ignore */ pathToFileURL(built).href)) as ServerBuild
}
