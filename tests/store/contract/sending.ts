import { expect, test } from 'vitest'
import { day, hour, minute } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import { moveUpdate, scheduleUpdate, writeUpdate } from '../../support/updates'
import { kinds, type OpenStore, only, openWorld } from './world'

/** Whether mail goes out at all. */
export function sendingPromises(openStore: OpenStore): void {
  test('runs until somebody pauses it', async () => {
    const { store, clock } = await openWorld(openStore)
    const inLine = { letters: 0, offices: 0 }
    const running = { state: 'running', since: null, backupMadeAt: null, waiting: {}, inLine }
    expect(await store.sending()).toEqual(running)
    expect(await store.setSending('paused', clock.now())).toBe('set')
    expect(await store.sending()).toEqual({ ...running, state: 'paused', since: clock.now() })
    expect(await store.setSending('running', clock.now())).toBe('set')
    expect(await store.sending()).toEqual(running)
  })

  test('that is paused again keeps the time when it was', async () => {
    const { store, clock } = await openWorld(openStore)
    const since = clock.now()
    await store.setSending('paused', since)
    clock.advance(minute)
    expect(await store.setSending('paused', clock.now())).toBe('already')
    expect((await store.sending()).since).toEqual(since)
    await store.setSending('running', clock.now())
    expect(await store.setSending('running', clock.now())).toBe('already')
  })

  test('lends nothing while it is paused, and then what waited', async () => {
    const { store, clock, sign, claim } = await openWorld(openStore)
    await store.setSending('paused', clock.now())
    expect((await sign()).answer).toBe('recorded')
    expect(await claim()).toEqual([])
    expect((await store.sending()).waiting).toEqual({ confirm: 1 })
    await store.setSending('running', clock.now())
    expect(kinds(await claim())).toEqual(['confirm'])
  })

  test('that is paused lets what is under way end, and leaves a lost mailer’s mail for later', async () => {
    const { store, clock, sign, claim } = await openWorld(openStore)
    await sign({ email: 'one@example.org' })
    const ending = only(await claim())
    await sign({ email: 'two@example.org' })
    const lost = only(await claim(minute))
    await store.setSending('paused', clock.now())
    expect(await store.markOutgoing(ending, clock.now())).toBe(true)
    expect(await store.settleOutgoing(ending, { state: 'accepted', reply: '250' }, clock.now())).toBe(true)
    clock.advance(minute)
    expect(await claim()).toEqual([])
    await store.setSending('running', clock.now())
    expect(only(await claim()).id).toBe(lost.id)
  })

  test('that is resumed after a restore leaves updates paused that may have gone further since the backup, until somebody decides', async () => {
    const world = await openWorld(openStore)
    const { store, clock, signAndConfirm, collect, claim } = world
    for (const name of ['a', 'b', 'c']) await signAndConfirm({ email: `${name}@example.org`, updates: true })
    await collect()
    const begun = await scheduleUpdate(world)
    await store.fillOutbox(1, clock.now())
    const due = await writeUpdate(world)
    await moveUpdate(world, due, 'scheduled', {
      sendAt: new Date(+clock.now() + minute),
      publishes: true,
    })
    const later = await writeUpdate(world)
    await moveUpdate(world, later, 'scheduled', { sendAt: new Date(+clock.now() + day) })
    const madeAt = clock.now()
    clock.advance(hour)
    await store.setSending('paused', clock.now(), madeAt)
    expect((await store.sending()).backupMadeAt).toEqual(madeAt)
    await store.setSending('running', clock.now())
    const states = async () =>
      Promise.all([begun, due, later].map(async ({ id }) => (await store.update(id))?.state))
    expect(await states()).toEqual(['paused', 'paused', 'scheduled'])
    expect(await store.fillOutbox(9, clock.now())).toBe('nothing-due')
    expect(await claim()).toEqual([])
    expect(
      (await store.auditBefore(world.campaign.id, null, 2)).map(({ action, detail }) => ({
        action,
        ...detail,
      })),
    ).toEqual(
      [2, 1].map(number => ({ action: 'update-paused', number, backup_made_at: madeAt.toISOString() })),
    )
    expect(await moveUpdate(world, begun, 'sending')).toBe('moved')
    await store.fillOutbox(9, clock.now())
    expect(await claim()).toHaveLength(3)
    await store.setSending('paused', clock.now())
    await store.setSending('running', clock.now())
    expect(await states()).toEqual(['sending', 'paused', 'scheduled']) // nothing was restored this time
    const pages = JSON.stringify(await store.revisions())
    expect(await moveUpdate(world, due, 'sending')).toBe('moved')
    for (let turn = 0; turn < 2; turn++) await store.fillOutbox(9, clock.now())
    expect(JSON.stringify(await store.revisions())).not.toBe(pages) // it became a public page, as it was to
  })

  test('says how many mails of each kind wait, also those that wait for later', async () => {
    const { store, clock, sign, signAndConfirm, collect, claim } = await openWorld(openStore)
    await signAndConfirm({ letter: letterDraft() })
    await collect()
    await signAndConfirm({ email: 'two@example.org', letter: letterDraft() })
    await sign({ email: 'three@example.org' })
    const [first] = await claim()
    const retryAt = new Date(clock.now().getTime() + minute)
    if (first) await store.settleOutgoing(first, { state: 'deferred', reply: '451', retryAt }, clock.now())
    expect((await store.sending()).waiting).toEqual({ confirm: 2, letter: 1, survey: 1 })
  })
}
