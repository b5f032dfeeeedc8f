import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../app/domain/campaign/campaign'
import { trending, trendingHours } from '../../app/domain/public-data/trending'
import { campaignText } from '../support/campaign'

const links = { origin: 'https://x.example', self: 'https://x.example/trending.json' }

describe('what trends', () => {
  test('is counted from the hour under way and the one before, over midnight too', () => {
    expect(trendingHours(new Date('2026-11-24T00:05:00Z'))).toEqual(['2026-11-23T23', '2026-11-24T00'])
  })

  test.each([
    ['2026-11-23T13:00:00Z', 60], // the hour before as a whole
    ['2026-11-23T13:15:00Z', 45 + 8],
    ['2026-11-23T13:59:59.999Z', 8],
  ])('at %s has of the hour before what lies within sixty minutes', (at, expected) => {
    const now = new Date(at)
    const counts = [
      { campaignId: 1, hour: '2026-11-23T12', count: 60 },
      ...(now.getUTCMinutes() > 0 ? [{ campaignId: 1, hour: '2026-11-23T13', count: 8 }] : []),
    ]
    const { data } = trending([campaign(1)], counts, links, now)
    expect(data.map(({ attributes }) => attributes.signature_count)).toEqual([expected])
  })

  test('is ten petitions at most, the most signed first, and of equals the newest', () => {
    const at = new Date('2026-11-23T13:30:00Z')
    const all = Array.from({ length: 12 }, (_, index) => campaign(index + 1))
    const counts = all.map(({ id }) => ({ campaignId: id, hour: '2026-11-23T13', count: id === 3 ? 9 : 5 }))
    const { data } = trending(all, counts, links, at)
    expect(data.map(({ id }) => id)).toEqual([3, 12, 11, 10, 9, 8, 7, 6, 5, 4])
  })

  test.each(['draft', 'closed'] as const)('names no campaign that is %s', state => {
    const at = new Date('2026-11-23T13:30:00Z')
    const counts = [{ campaignId: 1, hour: '2026-11-23T13', count: 5 }]
    expect(trending([campaign(1, state)], counts, links, at).data).toEqual([])
  })
})

function campaign(id: number, state: Campaign['state'] = 'open'): Campaign {
  const at = new Date('2026-11-01T00:00:00Z')
  const times = { createdAt: at, updatedAt: at, openedAt: at, closedAt: state === 'closed' ? at : null }
  return { id, slug: `campaign-${id}`, version: 1, consentVersion: 1, state, text: campaignText(), ...times }
}
