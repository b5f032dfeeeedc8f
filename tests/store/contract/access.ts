import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { clockAt } from '../../support/clock'
import type { OpenStore } from './world'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

export function accessPromises(openStore: OpenStore): void {
  test('a token has the scope it was made with; another has none', async () => {
    const store = await openStore()
    const at = clockAt().now()
    await store.createAccessToken({ hash: hashOf('counts'), scope: 'export' }, at)
    await store.createAccessToken({ hash: hashOf('people'), scope: 'export-personal' }, at)
    expect(await store.accessScope(hashOf('counts'))).toBe('export')
    expect(await store.accessScope(hashOf('people'))).toBe('export-personal')
    expect(await store.accessScope(hashOf('guess'))).toBeNull()
  })

  test('an open store is ready, and asking leaves nothing behind', async () => {
    const store = await openStore()
    await store.checkReady()
    await store.checkReady()
  })
}
