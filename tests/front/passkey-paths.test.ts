import { describe, expect, test } from 'vitest'
import { openFront } from './opened'

const here = 'http://localhost:3000'

describe('where organisers come in', () => {
  test.each(['/organise/sign-in', '/organise/prove', '/organise/join/abc', '/organise/account'])(
    '%s may use passkeys; other pages may not',
    async path => {
      const { ask } = await openFront(undefined, here)
      const policyOf = async (asked: string) => {
        const { headers } = await ask({ path: asked, headers: { host: 'localhost:3000' } })
        return headers['permissions-policy']
      }
      expect(await policyOf(path)).toContain('publickey-credentials-get=(self)')
      for (const other of ['/organise', '/organise/audit', '/organise/sign-inx', '/my'])
        expect(await policyOf(other)).toContain('publickey-credentials-get=()')
    },
  )

  test.each(['127.0.0.1:3000', '[::1]:3000', 'localhost:4000'])(
    'a page asked for at %s is to be asked for under our own name, since a passkey is for one name',
    async host => {
      const { ask } = await openFront(undefined, here)
      const path = '/organise/sign-in?to=%2Forganise'
      const { status, headers } = await ask({ path, headers: { host } })
      expect([status, headers.location]).toEqual([307, here + path])
      expect((await ask({ path: '/organise/places', headers: { host } })).status).toBe(200)
    },
  )

  test('a site elsewhere is not left for it, nor a host that is none of this machine', async () => {
    const path = '/organise/sign-in'
    const tunnelled = await openFront(undefined, 'https://campaigns.example')
    expect((await tunnelled.ask({ path, headers: { host: 'localhost:3000' } })).status).toBe(200)
    const { ask } = await openFront(undefined, here)
    for (const host of ['evil.example', 'localhost.evil.example']) {
      const { status } = await ask({ path, headers: { host } })
      expect([host, status]).toEqual([host, 200])
    }
  })
})
