import type { BrowserContext } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import type { InvitationId, OrganiserId } from '../../app/domain/id'
import type { GivenRole, Role } from '../../app/domain/organiser/role'
import { newSession } from '../../app/domain/sign-in/session'
import type { Store } from '../../app/domain/store'
import { cookieName } from '../../app/http/session-cookie'

/** An organiser who is signed in, with a second factor that was just shown. */
export interface SignedInOrganiser {
  readonly id: OrganiserId
  readonly email: string
  /** What `Cookie` holds. */
  readonly cookie: string
}

interface Whom {
  /** 0 for every campaign. */
  readonly campaignId?: number
  readonly name?: string
  readonly email?: string
  readonly publicOrigin?: string
}

/**
 * Makes an organiser with one role and signs them in, straight in the store.
 * @param role null for somebody who has none any more
 * @param at the product's own time: `clock.now()` over ports of the test's own, `new Date()` over a running product
 */
export async function signInAs(
  store: Store,
  at: Date,
  role: Role | null,
  { campaignId = 0, name = 'Olive Ganiser', ...whom }: Whom = {},
): Promise<SignedInOrganiser> {
  const { publicOrigin = 'http://localhost:3000' } = whom
  const id = uuidv7() as OrganiserId
  const email = whom.email ?? `${id}@organisers.example`
  const hash = Buffer.from(id)
  const invitation = {
    id: uuidv7() as InvitationId,
    hash,
    email,
    role: role ?? 'viewer',
    campaignId,
  } as const
  const entry = { actor: 'operator', object: 'test', campaignId: null, reason: null, detail: {}, at } as const
  const endsAt = new Date(at.getTime() + 60_000)
  await store.invite(
    { ...invitation, invitedBy: null, at, endsAt },
    { ...entry, action: 'organiser-invited' },
  )
  const { id: secret, session } = newSession('A browser for tests')
  const passkey = {
    id: `passkey-${id}`,
    publicKey: Buffer.alloc(1),
    counter: 0,
    transports: [],
    name: 'Test key',
  }
  await store.join({ hash, id, name, proofs: { kind: 'passkey', passkey }, session, at })
  if (role === null) await takeRole(store, at, id, { campaignId, role: 'viewer' }, session)
  return { id, email, cookie: `${cookieName(publicOrigin, 'und')}=${secret}` }
}

/** Somebody whose last role was taken, and who has signed in again since. */
async function takeRole(
  store: Store,
  at: Date,
  id: OrganiserId,
  { campaignId }: GivenRole,
  session: ReturnType<typeof newSession>['session'],
): Promise<void> {
  const object = `organiser:${id}` as const
  const entry = { actor: 'operator', object, campaignId: null, reason: null, detail: {}, at } as const
  await store.setRole(id, campaignId, null, { ...entry, action: 'role-taken' })
  const proof = { kind: 'passkey', id: `passkey-${id}`, counter: 0, askedAt: at } as const
  const start = { organiserId: id, proof, session, continues: null, at }
  await store.startSession(start, { ...entry, action: 'signed-in' })
}

/** Lets a window of a real browser be that organiser's. */
export async function signInWindow(
  window: BrowserContext,
  origin: string,
  { cookie }: Pick<SignedInOrganiser, 'cookie'>,
): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  const { hostname } = new URL(origin)
  const keeping = { domain: hostname, path: '/', httpOnly: true, sameSite: 'Lax' as const }
  await window.addCookies([{ name, value, secure: name.startsWith('__Host-'), ...keeping }])
}
