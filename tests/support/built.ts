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

/** Each route of the build but the root, by its file's name, with the address that leads to it. */
export function addressedRoutes(build: ServerBuild) {
  return Object.values(build.routes).flatMap(route => {
    const name = route?.id.replace(/^routes\//, '') ?? 'root'
    if (!route || name === 'root') return []
    return [{ name, address: pathOf(build, route.id), module: route.module }]
  })
}

/** The whole path of a route, as its parents and it make it: `/organise/campaigns/:slug`. */
export function pathOf({ routes }: ServerBuild, id: string): string {
  const parts: string[] = []
  for (let route = routes[id]; route; route = route.parentId ? routes[route.parentId] : undefined)
    if (route.path) parts.unshift(route.path)
  return `/${parts.join('/')}`
}
