import { expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import { letterDraft } from '../../support/drafts'
import { scheduleUpdate } from '../../support/updates'
import { claimLetters, kinds, type OpenStore, only, openWorld, whyHeld } from './world'

export function takingDownPromises(openStore: OpenStore): void {
  test('what was taken down is not signed; put back it is paused, and its mail goes on', async () => {
    const world = await openWorld(openStore)
    const { store, clock, campaign, sign, signAndConfirm, claim } = world
    const { letter } = await signAndConfirm({ letter: letterDraft() })
    const deed = byOperator(clock.now(), 'A complaint')
    expect(await store.takeDown(campaign.id, deed)).toBe('taken-down')
    expect(await store.takeDown(campaign.id, deed)).toBe('already')
    expect(await store.takeDown(99, deed)).toBe('not-found')
    expect((await sign({ email: 'late@example.org' })).answer).toBe('not-open')
    const mail = only(await claimLetters(world))
    await store.settleOutgoing(mail, { state: 'held', why: 'taken-down' }, clock.now())
    expect(letter && (await whyHeld(store, letter.id))).toEqual(['taken-down'])
    expect(await store.releasePutBack(10, clock.now()), 'while it is off the site').toBe('nothing-waits')
    expect(await store.putBack(campaign.id, deed)).toBe('put-back')
    expect(await store.putBack(campaign.id, deed)).toBe('not-taken-down')
    expect(await store.releasePutBack(10, clock.now())).toBe('more')
    expect(await store.releasePutBack(10, clock.now())).toBe('nothing-waits')
    expect((await store.campaign(campaign.slug))?.state).toBe('paused')
    expect(kinds(await claim())).toEqual(['letter'])
    expect(await store.recount()).toEqual([])
    expect((await store.auditAfter(0, 10)).map(({ action }) => action)).toEqual([
      'campaign-taken-down',
      'campaign-put-back',
    ])
  })

  test('the mail of a campaign that is back goes on a few at a time, and what is held only then goes on too', async () => {
    const { store, clock, campaign, sign, claim } = await openWorld(openStore)
    for (const email of ['one@example.org', 'two@example.org', 'three@example.org', 'late@example.org'])
      await sign({ email })
    const deed = byOperator(clock.now())
    await store.takeDown(campaign.id, deed)
    const [late, ...mails] = await claim()
    const hold = { state: 'held', why: 'taken-down' } as const
    for (const mail of mails) await store.settleOutgoing(mail, hold, clock.now())
    await store.putBack(campaign.id, deed)
    expect(await store.releasePutBack(2, clock.now())).toBe('more')
    expect((await store.outbox()).held).toEqual({ 'taken-down': 1 })
    if (late) await store.settleOutgoing(late, hold, clock.now())
    while ((await store.releasePutBack(2, clock.now())) === 'more');
    expect(await store.outbox()).toMatchObject({ states: { queued: 4 }, held: {} })
    expect(await store.heldMails()).toEqual({})
  })

  test('a confirmation that waited leaves its unconfirmed letter as it was', async () => {
    const { store, clock, campaign, sign, claim } = await openWorld(openStore)
    const { letter } = await sign({ letter: letterDraft() })
    const deed = byOperator(clock.now())
    await store.takeDown(campaign.id, deed)
    const mail = only(await claim())
    await store.settleOutgoing(mail, { state: 'held', why: 'taken-down' }, clock.now())
    await store.putBack(campaign.id, deed)
    await store.releasePutBack(10, clock.now())
    expect(kinds(await claim())).toEqual(['confirm'])
    expect(letter && (await store.letter(letter.id))?.state).toBe('unconfirmed')
  })

  test('its updates begin once it is put back', async () => {
    const world = await openWorld(openStore)
    const { store, clock, campaign, signAndConfirm } = world
    await signAndConfirm({ updates: true })
    await world.collect()
    await scheduleUpdate(world)
    await store.takeDown(campaign.id, byOperator(clock.now()))
    expect(await store.fillOutbox(10, clock.now())).toBe('nothing-due')
    await store.putBack(campaign.id, byOperator(clock.now()))
    expect(await store.fillOutbox(10, clock.now())).toBe('filled')
    expect(kinds(await world.claim())).toEqual(['update'])
  })

  test('a campaign that was closed, or never opened, is that again', async () => {
    const { store, clock, campaign } = await openWorld(openStore)
    const deed = byOperator(clock.now())
    await store.setCampaignState(campaign.slug, 'closed', clock.now())
    await store.takeDown(campaign.id, deed)
    await store.putBack(campaign.id, deed)
    expect((await store.campaign(campaign.slug))?.state).toBe('closed')
  })
}
