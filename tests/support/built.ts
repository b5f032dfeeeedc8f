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

/** Each route of the build but the root, by its file's name, with the address that leads to it: `/campaigns/:slug/sign`. */
export function addressedRoutes({ routes }: ServerBuild) {
  return Object.values(routes).flatMap(route => {
    const name = route?.id.replace(/^routes\//, '') ?? 'root'
    if (!route || name === 'root') return []
    const parts: string[] = []
    for (let at: typeof route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined)
      if (at.path) parts.unshift(at.path)
    return [{ name, address: `/${parts.join('/')}`, module: route.module }]
  })
}
