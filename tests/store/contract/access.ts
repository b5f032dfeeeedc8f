import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { clockAt, hour } from '../../support/clock'
import { signInAs } from '../../support/organiser'
import { entryFor } from '../../support/organising'
import type { OpenStore } from './world'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

export function accessPromises(openStore: OpenStore): void {
  const token = (word: string, scope: 'export' | 'export-personal', createdAt: Date) => ({
    hash: hashOf(word),
    scope,
    name: `for ${word}`,
    campaignId: 3,
    createdBy: null,
    createdAt,
    endsAt: null,
  })

  test('a token is known by its hash, with its scope, its name and its campaign; another is not', async () => {
    const store = await openStore()
    const at = clockAt().now()
    const made = token('people', 'export-personal', at)
    await store.createAccessToken(made, entryFor({ action: 'token-made' }))
    const kept = await store.accessToken(hashOf('people'))
    expect({ ...kept, hash: Buffer.from(kept?.hash ?? []) }).toEqual({ ...made, maker: null, usedAt: null })
    expect(await store.accessToken(hashOf('guess'))).toBeNull()
    expect((await store.auditAfter(0, 9)).map(({ action }) => action)).toEqual(['token-made'])
  })

  test('tokens are listed, the latest first, with when each was used and when it ended; none ends twice', async () => {
    const store = await openStore()
    const clock = clockAt()
    await store.createAccessToken(token('old', 'export', clock.now()), entryFor())
    clock.advance(hour)
    await store.createAccessToken(token('new', 'export', clock.now()), entryFor())
    await store.noteTokenUse(hashOf('new'), clock.now())
    const ended = entryFor({ action: 'token-ended' })
    expect(await store.endAccessToken(hashOf('old'), clock.now(), ended)).toBe('ended')
    expect(await store.endAccessToken(hashOf('old'), clock.now(), ended)).toBe('not-found')
    expect(await store.endAccessToken(hashOf('guess'), clock.now(), ended)).toBe('not-found')
    expect(
      (await store.accessTokens()).map(({ name, usedAt, endsAt }) => ({ name, usedAt, endsAt })),
    ).toEqual([
      { name: 'for new', usedAt: clock.now(), endsAt: null },
      { name: 'for old', usedAt: null, endsAt: clock.now() },
    ])
    expect(await store.auditAfter(2, 9)).toHaveLength(1)
  })

  test('a token comes with its maker as they are now; whoever was let in no more and comes back has none', async () => {
    const store = await openStore()
    const at = clockAt().now()
    const { id: createdBy, email } = await signInAs(store, at, 'owner')
    await signInAs(store, at, 'owner') // or the first could not go
    await store.createAccessToken({ ...token('theirs', 'export', at), createdBy }, entryFor())
    await store.createAccessToken(token('not theirs', 'export', at), entryFor())
    const theirs = async () => (await store.accessToken(hashOf('theirs')))?.maker
    const roles = [{ campaignId: 0, role: 'owner' }]
    expect(await theirs()).toMatchObject({ name: 'Olive Ganiser', state: 'active', roles })
    await store.disableOrganiser(createdBy, entryFor({ action: 'organiser-disabled' }))
    await store.setRole(createdBy, 0, 'viewer', entryFor({ action: 'role-given' }))
    expect(await theirs()).toMatchObject({ state: 'disabled', roles: [{ campaignId: 0, role: 'viewer' }] })
    const ends = async () => (await store.accessTokens()).map(({ name, endsAt }) => [name, endsAt])
    const before = [
      ['for theirs', null],
      ['for not theirs', null],
    ]
    expect(await ends()).toEqual(expect.arrayContaining(before))
    await signInAs(store, at, 'owner', { email })
    expect(await ends()).toEqual(expect.arrayContaining([['for theirs', at], before[1]]))
  })

  test('an open store is ready, and asking leaves nothing behind', async () => {
    const store = await openStore()
    await store.checkReady()
    await store.checkReady()
  })
}
