import { describe, expect, test } from 'vitest'
import type { PublicRoute } from '../../app/domain/campaign/revision'
import { publicPaths } from '../../app/front/public-paths'

const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }
const built = (path: string | undefined, says: unknown = handle) => ({
  id: `routes/${path}`,
  ...(path === undefined ? {} : { path }),
  module: { handle: says },
})

const pathOf = publicPaths([
  built(undefined),
  built('campaigns/:slug'),
  built('campaigns/:slug/count.json'),
  built('campaigns/:slug/updates/:number'),
  built('petitions/:id'),
  built('petitions/:id/count.json'),
  built('my', null),
  built('confirm/:token', { hydrate: true }),
])

describe('a public path', () => {
  test.each([
    ['/', '/', null],
    ['/campaigns/a-b', '/campaigns/a-b', { slug: 'a-b' }],
    ['/campaigns/a-b/', '/campaigns/a-b', { slug: 'a-b' }],
    ['/CAMPAIGNS/a-b', '/campaigns/a-b', { slug: 'a-b' }],
    ['/campaigns/a%2Db', '/campaigns/a-b', { slug: 'a-b' }],
    ['/campaigns/a-b/count.json', '/campaigns/a-b/count.json', { slug: 'a-b' }],
    ['/campaigns/a-b/updates/7', '/campaigns/a-b/updates/7', { slug: 'a-b' }],
    ['/petitions/7.json', '/petitions/7.json', { id: 7 }],
    ['/petitions/007.json', '/petitions/7.json', { id: 7 }],
    ['/petitions/7/count.json', '/petitions/7/count.json', { id: 7 }],
  ])('%s is kept as %s', (pathname, address, campaign) => {
    expect(pathOf(pathname)).toEqual({ address, campaign, route: handle })
  })

  test.each([
    '/campaigns',
    '/campaigns/a-b/countXjson',
    '/campaigns/a-b/more',
    '/campaigns/a-b/updates/07',
    '/campaigns/a-b/updates/x',
    '/petitions/7',
    '/petitions/x.json',
    '/petitions/99999999999.json',
    '/my',
    '/confirm/token',
    '/campaigns/a-b.data/x',
  ])('%s is none', pathname => {
    expect(pathOf(pathname)).toBeNull()
  })
})

test.each(['confirm/:token', 'my/:token/download', 'campaigns/:slug/:token', '*'])(
  'a route at %s cannot be made public: its address could be one person’s',
  path => {
    expect(() => publicPaths([built(path)])).toThrow(/could be one person's/)
  },
)
