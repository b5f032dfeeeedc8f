import { expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit'
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
    expect(await store.putBack(campaign.id, deed)).toBe('put-back')
    expect(await store.putBack(campaign.id, deed)).toBe('not-taken-down')
    expect((await store.campaign(campaign.slug))?.state).toBe('paused')
    expect(kinds(await claim())).toEqual(['letter'])
    expect(await store.recount()).toEqual([])
    expect((await store.auditAfter(0, 10)).map(({ action }) => action)).toEqual([
      'campaign-taken-down',
      'campaign-put-back',
    ])
  })

  test('a confirmation that waited leaves its unconfirmed letter as it was', async () => {
    const { store, clock, campaign, sign, claim } = await openWorld(openStore)
    const { letter } = await sign({ letter: letterDraft() })
    const deed = byOperator(clock.now())
    await store.takeDown(campaign.id, deed)
    const mail = only(await claim())
    await store.settleOutgoing(mail, { state: 'held', why: 'taken-down' }, clock.now())
    await store.putBack(campaign.id, deed)
    expect(kinds(await claim())).toEqual(['confirm'])
    expect(letter && (await store.letter(letter.id))?.state).toBe('unconfirmed')
  })

  test('what a mailer holds back just after it was put back goes on', async () => {
    const world = await openWorld(openStore)
    const { store, clock, campaign, signAndConfirm, claim } = world
    await signAndConfirm({ letter: letterDraft() })
    const deed = byOperator(clock.now())
    await store.takeDown(campaign.id, deed)
    const mail = only(await claimLetters(world))
    await store.putBack(campaign.id, deed)
    await store.settleOutgoing(mail, { state: 'held', why: 'taken-down' }, clock.now())
    expect(kinds(await claim())).toEqual(['letter'])
    expect(await store.recount()).toEqual([])
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
