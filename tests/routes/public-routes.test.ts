import { expect, test } from 'vitest'
import type { PublicRoute } from '../../app/domain/campaign/revision'

interface RouteModule {
  readonly handle?: PublicRoute
  readonly headers?: unknown
  readonly action?: { readonly name: string }
}

const routes = import.meta.glob<RouteModule>('../../app/routes/*.{ts,tsx}', { eager: true })

const named = Object.entries(routes).map(
  ([path, module]) => [path.replace(/.*routes\/|\.tsx?$/g, ''), module] as const,
)
const isPublic = ([, { handle }]: readonly [string, RouteModule]) => handle?.madeOf !== undefined

/** Kept in memory and shown to everyone. Whoever adds a line has made sure that nothing there is one person's. */
test('these pages are the same for everyone, and no others', () => {
  const madeOf = Object.fromEntries(
    named
      .filter(isPublic)
      .map(([name, { handle }]) => [name, `${handle?.madeOf.join(' and ')}, ${handle?.query}`]),
  )
  expect(madeOf).toEqual({
    _index: 'campaigns, ignored',
    'campaigns.$slug._index': 'campaign and places, source',
    'campaigns.$slug.check-your-email': 'campaign, ignored',
    'campaigns.$slug.privacy': 'campaign, ignored',
    'campaigns.$slug.count[.]json': 'campaign, ignored',
    'campaigns.$slug.feed[.]xml': 'campaign, ignored',
    'campaigns.$slug.news.check-your-email': 'campaign, ignored',
    'campaigns.$slug.updates._index': 'campaign, ignored',
    'campaigns.$slug.updates.$number': 'campaign, ignored',
    'campaigns.$slug.history[.]json': 'campaign, ignored',
    'campaigns.$slug.replies': 'campaign and places, ignored',
    'campaigns.$slug.replies[.]json': 'campaign and places, ignored',
    constituencies: 'places, answered',
    'constituencies[.]json': 'places, ignored',
    'petitions.$id': 'campaign and places, answered',
    'petitions.$id_.count[.]json': 'campaign, ignored',
    'petitions[.]json': 'campaigns, answered',
    'trending[.]json': 'campaigns, ignored',
  })
})

test('a page that takes a form or that nobody may keep is not public', () => {
  for (const [name, { action, headers }] of named.filter(isPublic)) {
    expect(action?.name ?? 'readOnly', name).toBe('readOnly')
    expect(headers, name).toBeUndefined()
  }
})
