import { expect, test } from 'vitest'
import type { WebhookId } from '../../../app/domain/id'
import { day, minute } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import { entryFor, newWebhook } from '../../support/organising'
import { type OpenStore, only, openWorld } from './world'

export function webhookPromises(openStore: OpenStore): void {
  async function opened(odd: Parameters<typeof newWebhook>[0] = {}) {
    const world = await openWorld(openStore)
    const webhook = newWebhook(odd)
    await world.store.saveWebhook(webhook, entryFor({ action: 'webhook-made' }))
    const claim = (limit = 100) =>
      world.store.claimDeliveries(limit, world.clock.now(), new Date(world.clock.now().getTime() + minute))
    const told = async () =>
      (await world.store.deliveries(webhook.id, null, 100)).map(({ event }) => event).reverse()
    return { ...world, webhook, claim, told }
  }

  test('what happens to a signature and its letter is told, in the order in which it happens', async () => {
    const { sign, confirm, collect, store, clock, told, claim, campaign } = await opened()
    const draft = await sign({ letter: letterDraft() })
    await sign({ email: 'robot@example.org', verdict: 'bot' })
    await sign() // again: it was told of already
    await confirm(draft.id, draft.letter?.id)
    await confirm(draft.id, draft.letter?.id)
    await collect()
    await store.withdrawSignature(draft.id, clock.now())
    expect(await told()).toEqual(['signed', 'confirmed', 'letter.accepted', 'withdrawn'])
    const [, confirmed, accepted] = await claim()
    expect(JSON.parse(confirmed?.payload ?? '')).toEqual({
      type: 'confirmed',
      timestamp: clock.now().toISOString(),
      data: {
        campaign_id: campaign.id,
        campaign: campaign.slug,
        signature_id: draft.id,
        constituency_code: 'Z14000101',
        number: 1,
      },
    })
    expect(JSON.parse(accepted?.payload ?? '').data).toMatchObject({ letter_id: draft.letter?.id })
    expect(confirmed?.payload).not.toMatch(/rosa|example\.org|ZZ1/i)
  })

  test('whoever was told of a signature is told once that it is gone, also where it is erased', async () => {
    const { signAndConfirm, sign, store, clock, told, webhook } = await opened()
    const { id } = await signAndConfirm()
    const left = await sign({ email: 'left@example.org' })
    await store.withdrawSignature(left.id, clock.now())
    for (const mailbox of ['left@example.org', 'rosa@example.org'])
      await store.eraseMailbox(mailbox, clock.now())
    expect(await told()).toEqual(['signed', 'confirmed', 'signed', 'withdrawn', 'withdrawn'])
    const [last] = await store.deliveries(webhook.id, null, 1)
    expect(JSON.parse(last?.payload ?? '').data).toMatchObject({ signature_id: id })
  })

  test.each([
    ['of another event', { events: ['milestone'] }],
    ['of another campaign', { campaignId: 99 }],
  ] as const)('nobody is told %s', async (_, odd) => {
    const { signAndConfirm, told } = await opened(odd)
    await signAndConfirm()
    expect(await told()).toEqual([])
  })

  test('an address that is off is told nothing more, and what waits for it waits until it is on', async () => {
    const { signAndConfirm, webhook, store, told, claim, clock } = await opened()
    await signAndConfirm()
    expect(await store.setWebhook(webhook.id, 'off', entryFor({ action: 'webhook-changed' }))).toBe('set')
    await signAndConfirm({ email: 'other@example.org' })
    expect(await told()).toEqual(['signed', 'confirmed'])
    await store.saveWebhook(newWebhook({ events: ['withdrawn'] }), entryFor({ action: 'webhook-made' }))
    await store.withdrawSignature((await signAndConfirm({ email: 'third@example.org' })).id, clock.now())
    expect(await claim(1)).toMatchObject([{ event: 'withdrawn' }]) // keeps no other waiting
    expect(await claim()).toEqual([])
    expect(await store.setWebhook(webhook.id, 'on', entryFor({ action: 'webhook-changed' }))).toBe('set')
    clock.advance(day)
    const late = (await claim()).filter(({ webhookId }) => webhookId === webhook.id)
    expect(late).toHaveLength(2)
  })

  test('a delivery is lent to one at a time, and whoever lost its lease settles nothing', async () => {
    const { sign, claim, clock, store, webhook } = await opened()
    await sign()
    const lost = only(await claim())
    expect(lost.to).toEqual({ url: webhook.url, secret: webhook.secret })
    expect(await claim()).toEqual([])
    clock.advance(2 * minute)
    const mine = only(await claim())
    const attempt = { number: 2, at: clock.now(), status: 200, fault: null, tookMs: 4 }
    expect(await store.settleDelivery(lost, attempt, { kind: 'delivered' })).toBe(false)
    expect(await store.settleDelivery(mine, attempt, { kind: 'delivered' })).toBe(true)
    expect(await store.deliveryAttempts([mine.id])).toEqual([{ deliveryId: mine.id, ...attempt }])
    expect(only(await store.deliveries(webhook.id, null, 9))).toMatchObject({
      state: 'delivered',
      attempts: 2,
    })
  })

  test('one that failed comes again when it is due; an address that fails ten in a row, or is gone, is turned off', async () => {
    const { sign, claim, clock, store, webhook } = await opened({ events: ['signed'] })
    const attempt = (number: number) => ({ number, at: clock.now(), status: 500, fault: null, tookMs: 4 })
    await sign()
    const again = { kind: 'again', at: new Date(clock.now().getTime() + 5 * minute) } as const
    await store.settleDelivery(only(await claim()), attempt(1), again)
    expect(await claim()).toEqual([])
    clock.advance(5 * minute)
    await store.settleDelivery(only(await claim()), attempt(2), { kind: 'gave-up' })
    for (let one = 0; one < 9; one++) {
      expect((await store.webhook(webhook.id))?.state).toBe('on')
      await sign({ email: `${one}@example.org` })
      await store.settleDelivery(only(await claim()), attempt(1), { kind: 'gave-up' })
    }
    expect(await store.webhook(webhook.id)).toMatchObject({ state: 'off', failures: 10 })
    await store.setWebhook(webhook.id, 'on', entryFor())
    await sign({ email: 'gone@example.org' })
    await store.settleDelivery(only(await claim()), attempt(1), { kind: 'gone' })
    expect(await store.webhook(webhook.id)).toMatchObject({ state: 'off', failures: 1 })
  })

  test('an event is told once more, or a test is, to this address alone', async () => {
    const { sign, claim, clock, store, webhook, told } = await opened()
    await store.saveWebhook(newWebhook(), entryFor())
    await sign()
    await claim()
    const first = only(await store.deliveries(webhook.id, null, 9))
    expect(await store.tellAgain(first.id, clock.now())).toBe('queued')
    expect(await store.tellTest(webhook.id, '{"type":"test"}', clock.now())).toBe('queued')
    expect(await told()).toEqual(['signed', 'signed', 'test'])
    expect((await claim()).map(({ payload }) => payload)).toEqual([first.payload, '{"type":"test"}'])
    const nobody = newWebhook().id
    expect(await store.tellTest(nobody, '{}', clock.now())).toBe('not-found')
    expect(await store.setWebhook(nobody, 'off', entryFor())).toBe('not-found')
    expect(await store.endWebhook(nobody, entryFor())).toBe('not-found')
  })

  test('an address that is taken away takes with it what was on its way; old deliveries are forgotten', async () => {
    const { sign, claim, clock, store, webhook, told } = await opened()
    await sign()
    const attempt = { number: 1, at: clock.now(), status: 200, fault: null, tookMs: 4 }
    await store.settleDelivery(only(await claim()), attempt, { kind: 'delivered' })
    await sign({ email: 'waits@example.org' })
    expect(await store.forgetDeliveries(clock.now(), 10)).toBe(0)
    expect(await store.forgetDeliveries(new Date(clock.now().getTime() + day), 10)).toBe(1)
    expect(await told()).toEqual(['signed'])
    expect(await store.endWebhook(webhook.id, entryFor({ action: 'webhook-ended' }))).toBe('ended')
    expect(await claim()).toEqual([])
    expect(await store.webhook(webhook.id)).toBeNull()
    expect(await store.webhooks()).toEqual([])
  })

  test('addresses are listed, the latest first, each with who made it and how it does', async () => {
    const { store, webhook } = await opened()
    const other = newWebhook({ id: '0199ffff-0000-7000-8000-000000000000' as WebhookId, campaignId: 2 })
    await store.saveWebhook(other, entryFor())
    expect(new Set((await store.webhooks()).map(({ id }) => id))).toEqual(new Set([webhook.id, other.id]))
    expect(await store.webhook(webhook.id)).toEqual({ ...webhook, state: 'on', failures: 0 })
  })
}
