import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import type { AuditAction, AuditEntry } from '../../../app/domain/audit/audit'
import type { InvitationId, OrganiserId } from '../../../app/domain/id'
import type { Role } from '../../../app/domain/organiser/role'
import type { Joining, NewProofs, UsedProof } from '../../../app/domain/organiser/store'
import { secretHash } from '../../../app/domain/sign-in/session'
import type { Store } from '../../../app/domain/store'
import { type Clock, clockAt, day, hour, minute } from '../../support/clock'
import type { OpenStore } from './world'

export function organiserPromises(openStore: OpenStore): void {
  test('a link makes its reader an organiser once, with the role it names, and signs them in', async () => {
    const there = await open(openStore)
    const { store, invite, join } = there
    await invite('olive', { role: 'editor', campaignId: 3 })
    const id = await join('olive', { name: 'Olive' })
    expect(await store.organiserById(id)).toMatchObject({
      id,
      name: 'Olive',
      email: 'olive@example.org',
      state: 'active',
      roles: [{ campaignId: 3, role: 'editor' }],
      passwordHash: 'a hash',
      totpSecret: 'A SECRET',
      recoveryCodesLeft: 2,
    })
    expect((await store.session(secretHash('session of olive')))?.organiser.id).toBe(id)
    expect(await store.join(there.joining('olive'))).toEqual({ kind: 'spent' })
    expect(await store.organisers()).toHaveLength(1)
    expect(await there.log()).toEqual(['organiser-invited', 'organiser-joined'])
  })

  test('a link that has ended, was cancelled or is for something else lets nobody in', async () => {
    const { store, clock, invite, joining, entry } = await open(openStore)
    const cancelled = await invite('cancelled')
    await invite('late')
    expect(await store.cancelInvitation(cancelled, entry('invitation-cancelled'))).toBe('cancelled')
    expect(await store.cancelInvitation(cancelled, entry('invitation-cancelled'))).toBe('not-found')
    clock.advance(7 * day)
    for (const name of ['cancelled', 'late', 'unknown'])
      expect(await store.join(joining(name))).toEqual({ kind: 'spent' })
    expect(await store.organisers()).toEqual([])
    expect((await store.openInvitations()).map(({ email }) => email)).toEqual(['late@example.org'])
  })

  test('a link belongs to the first browser that takes it', async () => {
    const { store, invite } = await open(openStore)
    await invite('olive')
    const hash = secretHash('link of olive')
    expect(await store.bindInvitation(hash, secretHash('one'))).toBe('bound')
    expect(await store.bindInvitation(hash, secretHash('other'))).toBe('bound-elsewhere')
    expect((await store.invitation(hash))?.browser).toEqual(secretHash('one'))
  })

  test('a new link for an organiser replaces every proof, ends every session and brings back who was disabled', async () => {
    const { store, invite, member, join, entry } = await open(openStore)
    const id = await member('olive')
    await member('other')
    expect(await store.disableOrganiser(id, entry('organiser-disabled'))).toBe('disabled')
    expect(await store.session(secretHash('session of olive'))).toBeNull()
    await invite('olive', { role: 'viewer', campaignId: 2, link: 'again' })
    const proofs = { kind: 'passkey', passkey: passkey('new') } as const
    expect(await join('again', { proofs, session: { hash: secretHash('new session'), agent: '' } })).toBe(id)
    expect(await store.organiserById(id)).toMatchObject({
      state: 'active',
      passwordHash: null,
      totpSecret: null,
      recoveryCodesLeft: 0,
      passkeys: [{ id: 'new' }],
      roles: [
        { campaignId: 0, role: 'owner' },
        { campaignId: 2, role: 'viewer' },
      ],
    })
  })

  test('an organiser is found by mailbox whatever its spelling, and by passkey; nobody else is', async () => {
    const { store, member } = await open(openStore)
    expect(await store.organiserByMailbox('nobody@example.org')).toBeNull() // before there is a key
    const id = await member('olive', { kind: 'passkey', passkey: passkey('mine') })
    expect((await store.organiserByMailbox('olive@example.org'))?.id).toBe(id)
    expect((await store.organiserByPasskey('mine'))?.id).toBe(id)
    expect(await store.organiserByMailbox('nobody@example.org')).toBeNull()
    expect(await store.organiserByPasskey('other')).toBeNull()
  })

  test('each proof begins one session and is used up by it', async () => {
    const { store, clock, member, start, log } = await open(openStore)
    const id = await member('olive')
    const proofs: readonly (readonly [UsedProof, UsedProof])[] = [
      [
        { kind: 'totp', step: 8 },
        { kind: 'totp', step: 9 },
      ],
      [
        { kind: 'recovery-code', hash: secretHash('code 1') },
        { kind: 'recovery-code', hash: secretHash('code 2') },
      ],
    ]
    for (const [proof, next] of proofs) {
      expect(await start(id, proof)).toBe('started')
      expect(await start(id, proof)).toBe('spent')
      expect(await start(id, next)).toBe('started')
    }
    expect(await start(id, { kind: 'totp', step: 8 })).toBe('spent') // an older one too
    expect(await start(id, { kind: 'recovery-code', hash: secretHash('guess') })).toBe('spent')
    expect(await store.organiserById(id)).toMatchObject({ totpStep: 9, recoveryCodesLeft: 0 })
    clock.advance(minute)
    expect(await store.sessions(id)).toHaveLength(5)
    expect((await log()).filter(action => action === 'signed-in')).toHaveLength(4)
  })

  test('of two who show one code at the same moment one comes in', async () => {
    const { member, start } = await open(openStore)
    const id = await member('olive')
    const started = await Promise.all([1, 2, 3].map(() => start(id, { kind: 'totp', step: 20 })))
    expect(started.sort()).toEqual(['spent', 'spent', 'started'])
  })

  test('a passkey that counts must count on; one that does not count stays at nothing; nobody uses another’s', async () => {
    const { store, clock, member, start, entry } = await open(openStore)
    const id = await member('olive', { kind: 'passkey', passkey: passkey('counting', 5) })
    const other = await member('other', { kind: 'passkey', passkey: passkey('silent') })
    const shown = (id: string, counter: number, askedAt = clock.now()) =>
      ({ kind: 'passkey', id, counter, askedAt }) as const
    expect(await start(id, shown('counting', 5))).toBe('spent')
    expect(await start(id, shown('counting', 6))).toBe('started')
    const before = clock.now()
    clock.advance(minute)
    expect(await start(other, shown('silent', 0, before))).toBe('started')
    expect(await start(other, shown('silent', 0, before))).toBe('spent') // the same answer again
    clock.advance(minute)
    expect(await start(other, shown('silent', 0))).toBe('started')
    expect(await start(other, shown('counting', 7))).toBe('spent')
    await store.disableOrganiser(other, entry('organiser-disabled'))
    expect(await start(other, shown('silent', 0))).toBe('spent')
  })

  test('a session that goes on under another id keeps its beginning, and its old id opens nothing', async () => {
    const { store, clock, member, start } = await open(openStore)
    const id = await member('olive')
    const first = clock.now()
    clock.advance(hour)
    const hash = secretHash('next')
    expect(await start(id, { kind: 'totp', step: 8 }, secretHash('session of olive'), hash)).toBe('started')
    expect(await store.session(secretHash('session of olive'))).toBeNull()
    expect(await store.session(hash)).toMatchObject({ createdAt: first, provenAt: clock.now() })
    clock.advance(11 * hour)
    await start(id, { kind: 'totp', step: 9 }) // what is over is gone with the next
    expect(await store.session(hash)).toBeNull()
  })

  test('a session is ended by its organiser alone', async () => {
    const { store, member, entry } = await open(openStore)
    const [olive, other] = [await member('olive'), await member('other')]
    const hash = secretHash('session of olive')
    expect(await store.endSession(other, hash, entry('session-ended'))).toBe('not-found')
    expect(await store.endSession(olive, hash, entry('session-ended'))).toBe('ended')
    expect(await store.endSession(olive, hash, entry('session-ended'))).toBe('not-found')
    expect(await store.sessions(olive)).toEqual([])
    expect(await store.sessions(other)).toHaveLength(1)
  })

  test('failures make an account wait longer each time, never for ever; whoever comes in ends that', async () => {
    const { store, clock, member, start, entry } = await open(openStore)
    const id = await member('olive')
    const waits: number[] = []
    for (let failure = 0; failure < 12; failure++) {
      await store.failSignIn(id, entry('sign-in-failed'))
      const until = (await store.organiserById(id))?.waitsUntil?.getTime() ?? 0
      waits.push((until - clock.now().getTime()) / 1000)
    }
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
    await store.failSignIn(null, entry('sign-in-failed'))
    await start(id, { kind: 'totp', step: 8 })
    expect((await store.organiserById(id))?.waitsUntil).toBeNull()
  })

  test('a changed proof ends every session but the one it was changed in', async () => {
    const { store, member, start, entry } = await open(openStore)
    const id = await member('olive')
    const keep = secretHash('kept')
    const change = entry('proof-changed')
    await start(id, { kind: 'totp', step: 8 }, null, keep)
    expect(await store.changeProof(id, { kind: 'password', passwordHash: 'new' }, keep, change)).toBe(
      'changed',
    )
    expect((await store.sessions(id)).map(({ hash }) => hash)).toEqual([keep])
    const second = { totpSecret: 'OTHER', totpStep: 30, recoveryCodes: [secretHash('a')] }
    expect(await store.changeProof(id, { kind: 'second-factor', ...second }, keep, change)).toBe('changed')
    const added = { kind: 'passkey-added', passkey: passkey('added') } as const
    expect(await store.changeProof(id, added, keep, change)).toBe('changed')
    expect(await store.organiserById(id)).toMatchObject({
      name: 'olive',
      passwordHash: 'new',
      totpSecret: 'OTHER',
      totpStep: 30,
      recoveryCodesLeft: 1,
      passkeys: [{ id: 'added', name: 'A key' }],
    })
    const fresh = [secretHash('b'), secretHash('c')]
    await store.changeProof(id, { kind: 'recovery-codes', recoveryCodes: fresh }, keep, change)
    expect((await store.organiserById(id))?.recoveryCodesLeft).toBe(2)
  })

  test('the last way in cannot be taken away', async () => {
    const { store, member, entry } = await open(openStore)
    const id = await member('olive', { kind: 'passkey', passkey: passkey('only') })
    const change = entry('proof-changed')
    const remove = (key: string) => store.changeProof(id, { kind: 'passkey-removed', id: key }, null, change)
    expect(await remove('only')).toBe('last-proof')
    expect(await remove('another’s')).toBe('not-found')
    await store.changeProof(id, { kind: 'passkey-added', passkey: passkey('second') }, null, change)
    expect(await remove('only')).toBe('changed')
  })

  test('a password goes with its second factor and its codes, where a passkey is left; every other session ends', async () => {
    const { store, member, entry, start } = await open(openStore)
    const id = await member('olive')
    const change = entry('proof-changed')
    const here = secretHash('session of olive')
    const remove = () => store.changeProof(id, { kind: 'password-removed' }, here, change)
    expect(await remove()).toBe('last-proof')
    await store.changeProof(id, { kind: 'passkey-added', passkey: passkey('mine') }, here, change)
    await start(id, { kind: 'totp', step: 8 })
    expect(await remove()).toBe('changed')
    expect(await store.organiserById(id)).toMatchObject({
      ...{ passwordHash: null, totpSecret: null, totpStep: null, recoveryCodesLeft: 0 },
      passkeys: [{ id: 'mine' }],
    })
    expect((await store.sessions(id)).map(({ hash }) => Buffer.from(hash))).toEqual([here])
    expect(await start(id, { kind: 'totp', step: 9 })).toBe('spent')
    expect(await start(id, { kind: 'recovery-code', hash: secretHash('code 1') })).toBe('spent')
    expect(await remove()).toBe('not-found')
  })

  test('a role is given, changed and taken by campaign; each ends the sessions of whoever has it', async () => {
    const { store, member, entry, log } = await open(openStore)
    await member('owner')
    const id = await member('olive', undefined, { role: 'viewer', campaignId: 1 })
    const set = (campaignId: number, role: Role | null) =>
      store.setRole(id, campaignId, role, entry(role ? 'role-given' : 'role-taken'))
    expect(await set(1, 'viewer')).toBe('unchanged')
    expect(await store.sessions(id)).toHaveLength(1)
    expect(await set(1, 'editor')).toBe('set')
    expect(await set(2, 'exporter')).toBe('set')
    expect(await store.sessions(id)).toEqual([])
    expect(await set(1, null)).toBe('set')
    expect(await set(1, null)).toBe('unchanged')
    expect((await store.organiserById(id))?.roles).toEqual([{ campaignId: 2, role: 'exporter' }])
    expect(await store.setRole(uuidv7() as OrganiserId, 1, 'owner', entry('role-given'))).toBe('not-found')
    expect((await log()).filter(action => action.startsWith('role-'))).toHaveLength(3)
  })

  test('the last owner cannot be disabled, nor lose the role; the owner of one campaign is no other owner', async () => {
    const { store, member, entry } = await open(openStore)
    const id = await member('owner')
    await member('of one', undefined, { role: 'owner', campaignId: 1 })
    const gone = await member('gone')
    await store.disableOrganiser(gone, entry('organiser-disabled'))
    for (const role of ['viewer', null] as const)
      expect(await store.setRole(id, 0, role, entry('role-taken'))).toBe('last-owner')
    expect(await store.disableOrganiser(id, entry('organiser-disabled'))).toBe('last-owner')
    expect(await store.disableOrganiser(gone, entry('organiser-disabled'))).toBe('already')
    await member('second')
    expect(await store.setRole(id, 0, null, entry('role-taken'))).toBe('set')
  })

  test('a campaign keeps its last owner where nobody owns everything', async () => {
    const { store, member, entry } = await open(openStore)
    const id = await member('of one', undefined, { role: 'owner', campaignId: 1 })
    await member('of another', undefined, { role: 'owner', campaignId: 2 })
    for (const role of ['editor', null] as const)
      expect(await store.setRole(id, 1, role, entry('role-taken'))).toBe('last-owner')
    await member('owner')
    expect(await store.setRole(id, 1, null, entry('role-taken'))).toBe('set')
  })

  test('a link is worth what its maker may still do, and of an owner of one campaign it renews nobody’s proofs', async () => {
    const { store, member, invite, joining, entry } = await open(openStore)
    const owner = await member('owner')
    const mine = { role: 'owner', campaignId: 1 } as const
    const invitedBy = await member('of one', undefined, mine)
    await invite('owner', { ...mine, link: 'to take over', invitedBy })
    expect(await store.join(joining('to take over'))).toEqual({ kind: 'spent' })
    expect(await store.organiserById(owner)).toMatchObject({ name: 'owner', recoveryCodesLeft: 2 })
    await invite('elsewhere', { role: 'viewer', campaignId: 2, invitedBy })
    expect(await store.join(joining('elsewhere'))).toEqual({ kind: 'spent' })
    await invite('new', { role: 'viewer', campaignId: 1, invitedBy })
    expect(await store.join(joining('new'))).toMatchObject({ kind: 'joined' })
    await invite('late', { role: 'viewer', campaignId: 1, invitedBy })
    await store.disableOrganiser(invitedBy, entry('organiser-disabled'))
    expect(await store.join(joining('late'))).toEqual({ kind: 'spent' })
    await invite('of one', { ...mine, link: 'back', invitedBy: owner })
    expect(await store.join(joining('back'))).toEqual({ kind: 'joined', id: invitedBy })
  })

  test('the last owner stays one, also by a link for less that they open themselves', async () => {
    const { store, member, invite, join, joining } = await open(openStore)
    const id = await member('olive')
    await invite('olive', { role: 'viewer', link: 'less' })
    const { hash } = joining('less')
    expect(await join('olive', { hash })).toBe(id)
    expect((await store.organiserById(id))?.roles).toEqual([{ campaignId: 0, role: 'owner' }])
    await member('second')
    await invite('olive', { role: 'viewer', link: 'less again' })
    await join('olive', { hash: joining('less again').hash })
    expect((await store.organiserById(id))?.roles).toEqual([{ campaignId: 0, role: 'viewer' }])
  })

  test('a link lets nobody in once its maker is disabled, or owns everything no more', async () => {
    const { store, member, invite, joining, entry } = await open(openStore)
    await member('olive')
    for (const end of ['disabled', 'demoted'] as const) {
      const id = await member(end)
      await invite(`friend of ${end}`, { invitedBy: id })
      if (end === 'disabled') await store.disableOrganiser(id, entry('organiser-disabled'))
      else await store.setRole(id, 0, 'editor', entry('role-given'))
      expect(await store.join(joining(`friend of ${end}`))).toEqual({ kind: 'spent' })
    }
  })

  test('of those who use one link, or one recovery code, at the same moment one comes in, also while its maker is let go', async () => {
    const { store, member, invite, joining, start, entry } = await open(openStore)
    const [owner, maker] = [await member('olive'), await member('maker')]
    await invite('friend', { invitedBy: maker })
    const answers = await Promise.all(
      [1, 2, 3].map(n =>
        store.join({ ...joining('friend'), session: { hash: secretHash(`${n}`), agent: '' } }),
      ),
    )
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['joined', 'spent', 'spent'])
    const code = { kind: 'recovery-code', hash: byPassword.recoveryCodes[0] } as const
    const started = await Promise.all([1, 2, 3].map(() => start(owner, code)))
    expect(started.toSorted()).toEqual(['spent', 'spent', 'started'])
    await invite('late friend', { invitedBy: maker })
    const [late] = await Promise.all([
      store.join(joining('late friend')),
      store.disableOrganiser(maker, entry('organiser-disabled')),
    ])
    expect((await store.organisers()).some(({ name }) => name === 'late friend')).toBe(late.kind === 'joined')
  })

  test('of two owners who part with each other at one moment one stays', async () => {
    const { store, member, entry } = await open(openStore)
    const [one, other] = [await member('one'), await member('other')]
    const outcomes = await Promise.all([
      store.setRole(one, 0, null, entry('role-taken')),
      store.disableOrganiser(other, entry('organiser-disabled')),
    ])
    expect(outcomes.filter(outcome => outcome === 'last-owner')).toHaveLength(1)
  })

  test('a link to prove oneself anew is mailed to an organiser alone; used once, with a second factor, it sets a password', async () => {
    const { store, clock, member, entry } = await open(openStore)
    const id = await member('olive')
    const ask = (name: string, mailbox: string) =>
      store.requestRecovery({
        ...{ id: uuidv7() as InvitationId, hash: secretHash(name), mailbox, browser: secretHash('browser') },
        ...{ at: clock.now(), endsAt: new Date(clock.now().getTime() + 10 * minute) },
      })
    expect(await ask('one', 'nobody@example.org')).toBe('nobody')
    expect(await ask('two', 'olive@example.org')).toBe('queued')
    expect(await ask('late', 'olive@example.org')).toBe('queued')
    const link = await store.invitation(secretHash('two'))
    expect(link).toMatchObject({
      purpose: 'recover',
      organiserId: id,
      email: 'olive@example.org',
      role: null,
    })
    const mails = await store.claimOutgoing(10, clock.now(), new Date(clock.now().getTime() + minute))
    expect(mails).toMatchObject([{ kind: 'recover', organiserId: id, id: link?.id }, { kind: 'recover' }])
    const recover = (name: string, step: number) =>
      store.recover(
        {
          ...{ hash: secretHash(name), passwordHash: `of ${name}`, organiserId: id, at: clock.now() },
          ...{ proof: { kind: 'totp', step }, session: { hash: secretHash(`after ${name}`), agent: '' } },
        },
        entry('recovered'),
      )
    expect(await recover('two', 1)).toBe('spent') // a code used before
    expect(await recover('two', 8)).toBe('started')
    expect(await recover('two', 9)).toBe('spent')
    expect((await store.sessions(id)).map(({ hash }) => hash)).toEqual([secretHash('after two')])
    clock.advance(10 * minute)
    expect(await recover('late', 10)).toBe('spent')
    expect((await store.organiserById(id))?.passwordHash).toBe('of two')
  })
}

function passkey(id: string, counter = 0) {
  return { id, publicKey: Buffer.from('a public key'), counter, transports: ['internal'], name: 'A key' }
}

const byPassword = {
  kind: 'password',
  passwordHash: 'a hash',
  totpSecret: 'A SECRET',
  totpStep: 7,
  recoveryCodes: [secretHash('code 1'), secretHash('code 2')],
} as const satisfies NewProofs

interface Invited {
  readonly role?: Role
  readonly campaignId?: number
  readonly link?: string
  /** The operator, where nobody is named. */
  readonly invitedBy?: OrganiserId
}

/** A store, and people who are invited to it by their names. */
async function open(openStore: OpenStore) {
  const store: Store = await openStore()
  const clock: Clock = clockAt()
  const entry = (action: AuditAction): AuditEntry => ({
    ...{ actor: 'operator', action, object: 'test', campaignId: null, reason: null },
    ...{ detail: {}, at: clock.now() },
  })
  const invite = async (name: string, invited: Invited = {}) => {
    const { role = 'owner', campaignId = 0, link = name, invitedBy = null } = invited
    const id = uuidv7() as InvitationId
    const whom = { email: `${name.replaceAll(' ', '-')}@example.org`, role, campaignId, invitedBy }
    const endsAt = new Date(clock.now().getTime() + 7 * day)
    const invitation = { id, hash: secretHash(`link of ${link}`), ...whom, at: clock.now(), endsAt }
    await store.invite(invitation, entry('organiser-invited'))
    return id
  }
  const joining = (name: string, odd: Partial<Joining> = {}): Joining => ({
    ...{ hash: secretHash(`link of ${name}`), id: uuidv7() as OrganiserId, name, proofs: byPassword },
    ...{ session: { hash: secretHash(`session of ${name}`), agent: 'A browser' }, at: clock.now(), ...odd },
  })
  const join = async (name: string, odd: Partial<Joining> = {}) => {
    const joined = await store.join(joining(name, odd))
    if (joined.kind === 'spent') throw new Error(`${name} did not join`)
    return joined.id
  }
  return {
    ...{ store, clock, entry, invite, joining, join },
    async member(name: string, proofs: NewProofs = byPassword, invited: Invited = {}) {
      await invite(name, invited)
      return join(name, { proofs })
    },
    start: (
      organiserId: OrganiserId,
      proof: UsedProof,
      continues: Uint8Array | null = null,
      hash?: Buffer,
    ) => {
      const session = { hash: hash ?? secretHash(uuidv7()), agent: 'A browser' }
      return store.startSession(
        { organiserId, proof, session, continues, at: clock.now() },
        entry('signed-in'),
      )
    },
    log: async () => (await store.auditAfter(0, 1000)).map(({ action }) => action),
  }
}
