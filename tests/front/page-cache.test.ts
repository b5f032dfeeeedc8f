import { expect, test } from 'vitest'
import { pageCache } from '../../app/front/page-cache'

test('pages are kept within so many bytes: those put in longest ago go first', () => {
  const cache = pageCache<{ size: number }>(100)
  for (const address of ['/a', '/b', '/c']) cache.put(address, { size: 40 })
  expect(['/a', '/b', '/c'].map(address => cache.get(address) !== undefined)).toEqual([false, true, true])
  expect(cache.size()).toBe(80)
})

test('a page put in again takes the place of what was there', () => {
  const cache = pageCache<{ size: number }>(100)
  for (const size of [40, 60, 50]) cache.put('/a', { size })
  expect([cache.get('/a')?.size, cache.size()]).toEqual([50, 50])
})

test('a page larger than the whole is not kept, and throws nothing else out', () => {
  const cache = pageCache<{ size: number }>(100)
  cache.put('/a', { size: 60 })
  cache.put('/b', { size: 101 })
  expect([cache.get('/a')?.size, cache.get('/b'), cache.size()]).toEqual([60, undefined, 60])
})

test('what no longer holds is let go of', () => {
  const cache = pageCache<{ size: number }>(100)
  cache.put('/a', { size: 10 })
  cache.put('/b', { size: 20 })
  cache.keepOnly(({ size }) => size > 10)
  expect([cache.get('/a'), cache.get('/b')?.size, cache.size()]).toEqual([undefined, 20, 20])
})
