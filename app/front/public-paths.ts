import type { PublicRoute } from '../domain/campaign/revision'

/** A route as the build has it. */
export interface BuiltRoute {
  readonly id: string
  readonly path?: string | undefined
  readonly module: { readonly handle?: unknown }
}

/** A path of one of the routes that are the same for everyone. */
export interface PublicPath {
  readonly route: PublicRoute
  /** The campaign that it names, by its slug or its petition number; null where it names none. */
  readonly campaign: { readonly slug: string } | { readonly id: number } | null
  /** The one spelling of the path, whatever case or slashes it was asked with. */
  readonly address: string
}

/**
 * Knows which paths are public: those of routes that say so in their `handle`.
 * @throws Error where such a route is named by anything but a campaign: a token is one person's
 */
export function publicPaths(routes: readonly BuiltRoute[]): (pathname: string) => PublicPath | null {
  const matchers = routes.flatMap(({ id, path = '', module: { handle } }) =>
    isPublicRoute(handle) ? [matcher(id, path, handle)] : [],
  )
  return pathname => {
    for (const match of matchers) {
      const found = match(pathname)
      if (found) return found
    }
    return null
  }
}

function isPublicRoute(handle: unknown): handle is PublicRoute {
  return typeof handle === 'object' && handle !== null && 'madeOf' in handle
}

function matcher(id: string, path: string, route: PublicRoute): (pathname: string) => PublicPath | null {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const [name] = names
  if (path.includes('*') || !namesOfCampaigns.includes(names.join(' ')))
    throw new Error(`${id} says that it is public, but its address could be one person's`)
  // A petition's number at the end of an address has the ending of its data: without one it leads elsewhere.
  const shape = `/${path}`.replace(/:id$/, ':id.json')
  const source = shape.replaceAll('.', '\\.').replace(/:(\w+)/g, (_, each: string) => patterns[each] ?? '')
  const pattern = new RegExp(`^${source}/*$`, 'i')
  return pathname => {
    const found = pattern.exec(pathname)
    if (!found) return null
    const [, value = '', number = ''] = found
    const campaign = campaignNamed(name, value)
    const spelt = campaign && ('slug' in campaign ? campaign.slug : String(campaign.id))
    const address = spelt === null ? shape : shape.replace(/:\w+/, spelt)
    return { route, campaign, address: address.replace(':number', number) }
  }
}

/** How an address may name a campaign, or one of its updates. */
const namesOfCampaigns = ['', 'slug', 'id', 'slug number']

const patterns: Readonly<Record<string, string>> = {
  slug: '([^/]+)',
  id: '(\\d{1,10})',
  number: '([1-9]\\d{0,5})', // spelt in one way, so that it is kept once
}

function campaignNamed(name: string | undefined, value: string): PublicPath['campaign'] {
  if (name === undefined) return null
  return name === 'slug' ? { slug: decodeURIComponent(value) } : { id: Number(value) }
}
