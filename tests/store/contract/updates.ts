import { describe, expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import type { Claimed } from '../../../app/domain/outbox/outbox'
import { day, minute, second } from '../../support/clock'
import { entryFor } from '../../support/organising'
import { askFor, everybody, moveUpdate, scheduleUpdate, subscribe, writeUpdate } from '../../support/updates'
import { kinds, type OpenStore, only, openWorld, type World } from './world'

const taken = { state: 'accepted', reply: '250 taken' } as const

export function updatePromises(openStore: OpenStore): void {
  describe('writing', () => {
    test('updates are numbered from 1 in each campaign, and none writes over another unseen', async () => {
      const world = await openWorld(openStore)
      const { store, clock } = world
      const [one, other] = [await writeUpdate(world), await writeUpdate(world)]
      expect([one.number, other.number]).toEqual([1, 2])
      const words = { subject: 'Mine', body: 'Mine.', audience: everybody }
      expect(await store.saveUpdate(one.id, 1, words, clock.now())).toBe('saved')
      expect(await store.saveUpdate(one.id, 1, { ...words, subject: 'Theirs' }, clock.now())).toBe(
        'overtaken',
      )
      expect(await store.update(one.id)).toMatchObject({ subject: 'Mine', revision: 2, state: 'draft' })
      expect((await store.updatesBefore(world.campaign.id, null, 10)).map(({ number }) => number)).toEqual([
        2, 1,
      ])
      expect((await store.updatesBefore(world.campaign.id, 2, 10)).map(({ number }) => number)).toEqual([1])
    })

    test('what was saved since is not sent unseen, and every step has its event', async () => {
      const world = await openWorld(openStore)
      const { store, clock } = world
      const update = await writeUpdate(world)
      await store.saveUpdate(update.id, 1, { subject: 'B', body: 'b', audience: everybody }, clock.now())
      expect(await moveUpdate(world, update, 'scheduled')).toBe('overtaken')
      expect(await moveUpdate(world, { ...update, revision: 2 }, 'sending')).toBe('not-possible')
      expect(await moveUpdate(world, { ...update, revision: 2 }, 'scheduled')).toBe('moved')
      expect((await store.auditAfter(0, 10)).map(({ action }) => action)).toEqual(['update-scheduled'])
    })

    test('one that is published renews its campaign’s pages, and can be taken away again', async () => {
      const world = await openWorld(openStore)
      const { store, clock, campaign } = world
      const update = await writeUpdate(world)
      const before = JSON.stringify(await store.revisions())
      clock.advance(second)
      const at = clock.now()
      expect(await store.publishUpdate(update.id, at, at, entryFor({ action: 'update-published' }))).toBe(
        'set',
      )
      expect(JSON.stringify(await store.revisions())).not.toBe(before)
      expect((await store.publishedUpdates(campaign.id, at, 10)).map(({ id }) => id)).toEqual([update.id])
      expect(await store.publishUpdate(update.id, null, at, entryFor({ action: 'update-published' }))).toBe(
        'set',
      )
      expect(await store.publishedUpdates(campaign.id, at, 10)).toEqual([])
    })
  })

  describe('sending', () => {
    test('goes to those who asked, signed or not, and to nobody else', async () => {
      const world = await openWorld(openStore)
      const { sign, signAndConfirm, store, clock } = world
      const asked = await signAndConfirm({ email: 'asked@example.org', updates: true })
      await signAndConfirm({ email: 'no@example.org' })
      await sign({ email: 'pending@example.org', updates: true })
      const left = await signAndConfirm({ email: 'left@example.org', updates: true })
      await store.withdrawSignature(left.id, clock.now())
      const news = await subscribe(world, 'news@example.org')
      await askFor(world, 'unconfirmed@example.org')
      await world.collect()
      const mails = await sendAll(world)
      expect(
        mails.map(({ kind, signatureId, subscriberId }) => `${kind} ${signatureId ?? subscriberId}`).sort(),
      ).toEqual([`news ${news}`, `update ${asked.id}`])
    })

    test('waits for its time, and then ends by itself', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      await signAndConfirm({ updates: true })
      await world.collect()
      const update = await writeUpdate(world)
      const sendAt = new Date(clock.now().getTime() + day)
      await moveUpdate(world, update, 'scheduled', { sendAt, publishes: true })
      expect(await store.fillOutbox(10, clock.now())).toBe('nothing-due')
      expect(await store.publishedUpdates(update.campaignId, clock.now(), 10)).toEqual([])
      clock.advance(day)
      expect(kinds(await pumpOut(world))).toEqual(['update'])
      expect(await store.update(update.id)).toMatchObject({ state: 'sent', queued: 1, startedAt: sendAt })
      expect(await store.publishedUpdates(update.campaignId, clock.now(), 10)).toHaveLength(1)
      expect(await world.tallies()).toMatchObject({ [`update-mails/${update.id}|accepted`]: 1 })
    })

    test('nobody gets it twice and nobody is left out, however it is cut into pages and by whomever', async () => {
      const world = await openWorld(openStore, { household: 3 })
      const { store, clock, signAndConfirm } = world
      const wanting = new Set<string>()
      for (let number = 0; number < 25; number++)
        if (number % 3 === 0) await signAndConfirm({ email: `p${number}@example.org` })
        else wanting.add((await signAndConfirm({ email: `p${number}@example.org`, updates: true })).id)
      for (let number = 0; number < 7; number++) wanting.add(await subscribe(world, `n${number}@example.org`))
      await world.collect()
      await scheduleUpdate(world)
      const got: string[] = []
      for (let round = 0; round < 60; round++) {
        await Promise.all([store.fillOutbox(2, clock.now()), store.fillOutbox(3, clock.now())])
        for (const mail of await world.collect()) got.push(String(mail.signatureId ?? mail.subscriberId))
        clock.advance(second)
      }
      expect(got).toHaveLength(wanting.size)
      expect(new Set(got)).toEqual(wanting)
    })

    test('a page that fails is written whole the next time, or not at all', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      for (const name of ['a', 'b', 'c'])
        await signAndConfirm({ email: `${name}@example.org`, updates: true })
      await world.collect()
      const update = await scheduleUpdate(world)
      await store.fillOutbox(2, clock.now())
      expect((await store.update(update.id))?.queued).toBe(2)
      expect((await store.sending()).waiting).toEqual({ update: 2 }) // what a mailer killed here would find
      expect(kinds(await pumpOut(world))).toEqual(['update', 'update', 'update'])
      expect((await store.update(update.id))?.queued).toBe(3)
    })

    test('one mailbox gets one copy, whoever of its people asked and in whichever way', async () => {
      const world = await openWorld(openStore)
      const { signAndConfirm, store } = world
      const email = 'home@example.org'
      await subscribe(world, email)
      const first = await signAndConfirm({ email, name: 'Rosa Lind', updates: true })
      await signAndConfirm({ email, name: 'Tom Lind', updates: true })
      await world.collect()
      const mails = await sendAll(world)
      expect(mails.map(({ signatureId }) => signatureId)).toEqual([first.id])
      await store.setUpdates(first.id, false)
      expect(await sendAll(world)).toHaveLength(1) // the other's, and not the subscription's too
    })

    test.each(['withdraws', 'says No', 'is invalidated'] as const)(
      'one mailbox gets one copy though the first of its people %s once they had theirs',
      async how => {
        const world = await openWorld(openStore)
        const { signAndConfirm, store, clock } = world
        const email = 'home@example.org'
        await subscribe(world, email)
        const { id } = await signAndConfirm({ email, name: 'Rosa Lind', updates: true })
        await signAndConfirm({ email, name: 'Tom Lind', updates: true })
        await world.collect()
        await scheduleUpdate(world)
        await store.fillOutbox(1, clock.now())
        expect(await world.collect()).toMatchObject([{ kind: 'update', signatureId: id }])
        if (how === 'withdraws') await store.withdrawSignature(id, clock.now())
        if (how === 'says No') await store.setUpdates(id, false)
        if (how === 'is invalidated') await store.invalidateSignature(id, byOperator(clock.now()))
        expect(await pumpOut(world)).toEqual([])
      },
    )

    test('goes to those who were confirmed as it began: who comes meanwhile gets none, nor a second copy', async () => {
      const world = await openWorld(openStore)
      const { store, clock, sign, confirm, signAndConfirm } = world
      const news = await subscribe(world, 'news@example.org')
      const late = await sign({ email: 'late@example.org', updates: true })
      await signAndConfirm({ email: 'asked@example.org', updates: true })
      await world.collect()
      await scheduleUpdate(world)
      await store.fillOutbox(10, clock.now())
      const mails = await world.claim()
      expect(kinds(mails).sort()).toEqual(['news', 'update'])
      clock.advance(second)
      await confirm(late.id)
      await signAndConfirm({ email: 'news@example.org', updates: true }) // has it as a subscriber
      await subscribe(world, 'other@example.org')
      for (const mail of mails) await store.settleOutgoing(mail, taken, clock.now())
      expect((await pumpOut(world)).filter(({ updateId }) => updateId)).toEqual([])
      expect(mails.map(({ subscriberId }) => subscriberId)).toContain(news)
    })

    test('goes only to those of its constituencies or principles, and then to nobody who did not sign', async () => {
      const world = await openWorld(openStore)
      const { signAndConfirm } = world
      const elsewhere = { code: 'Z14000102', by: 'postcode' } as const
      const there = await signAndConfirm({
        email: 'there@example.org',
        updates: true,
        constituency: elsewhere,
      })
      const other = await signAndConfirm({
        email: 'other@example.org',
        updates: true,
        principles: ['lights'],
      })
      await signAndConfirm({ email: 'neither@example.org', updates: true })
      await subscribe(world, 'news@example.org')
      await world.collect()
      const seats = await sendAll(world, { constituencies: ['Z14000102'], principles: [] })
      expect(seats.map(({ signatureId }) => signatureId)).toEqual([there.id])
      const principles = await sendAll(world, { constituencies: [], principles: ['lights'] })
      expect(principles.map(({ signatureId }) => signatureId)).toEqual([other.id])
      const counted = (constituencies: string[], slugs: string[]) =>
        world.store.countAudience(world.campaign.id, { constituencies, principles: slugs }, null)
      expect(await counted([], ['lights'])).toEqual({ supporters: 1, reached: null })
      expect(await counted(['Z14000102'], ['lights'])).toEqual({ supporters: 0, reached: null })
      expect(await counted([], ['never-was'])).toEqual({ supporters: 0, reached: null })
      expect(await counted([], [])).toEqual({ supporters: 3, reached: null })
    })

    test('a pause holds back what waits, going on lets it go, and neither mails anybody twice', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, claim } = world
      for (const name of ['a', 'b', 'c', 'd'])
        await signAndConfirm({ email: `${name}@example.org`, updates: true })
      await world.collect()
      const update = await scheduleUpdate(world)
      await store.fillOutbox(2, clock.now())
      const sending = only(
        await store.claimOutgoing(1, clock.now(), new Date(clock.now().getTime() + minute)),
      )
      expect(await moveUpdate(world, update, 'paused')).toBe('moved')
      expect(await claim()).toEqual([])
      expect(await store.fillOutbox(2, clock.now())).toBe('nothing-due')
      await store.settleOutgoing(sending, { state: 'held', why: 'update-paused' }, clock.now()) // it saw the pause
      expect(await moveUpdate(world, update, 'sending')).toBe('moved')
      expect(await pumpOut(world)).toHaveLength(4)
      expect(await store.update(update.id)).toMatchObject({ state: 'sent', queued: 4 })
    })

    test('cancelling takes out what has not gone, and counts it', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      for (const name of ['a', 'b', 'c'])
        await signAndConfirm({ email: `${name}@example.org`, updates: true })
      await world.collect()
      const update = await scheduleUpdate(world)
      await store.fillOutbox(2, clock.now())
      const [composed, inData] = await world.claim()
      if (!composed || !inData) throw new Error('two were to be claimed')
      await store.markOutgoing(inData, clock.now())
      expect(await moveUpdate(world, update, 'cancelled')).toBe('moved')
      expect(await store.settleOutgoing(composed, { state: 'held', why: 'update-paused' }, clock.now())).toBe(
        false,
      )
      expect(await store.settleOutgoing(inData, taken, clock.now())).toBe(true)
      expect(await pumpOut(world)).toEqual([])
      expect(await world.tallies()).toMatchObject({
        [`update-mails/${update.id}|cancelled`]: 1,
        [`update-mails/${update.id}|accepted`]: 1,
      })
      expect((await store.outbox()).states).toEqual({})
    })

    test.each(['unsubscribed', 'withdrawn', 'invalidated', 'erased'] as const)(
      'who is %s between queueing and sending gets none',
      async how => {
        const world = await openWorld(openStore)
        const { store, clock, signAndConfirm } = world
        const { id } = await signAndConfirm({ email: 'gone@example.org', updates: true })
        await world.collect()
        const update = await scheduleUpdate(world)
        await store.fillOutbox(10, clock.now())
        if (how === 'unsubscribed') await store.unsubscribe({ kind: 'supporter', id }, clock.now())
        if (how === 'withdrawn') await store.withdrawSignature(id, clock.now())
        if (how === 'invalidated') await store.invalidateSignature(id, byOperator(clock.now()))
        if (how === 'erased') await store.eraseMailbox('gone@example.org', clock.now())
        expect(await pumpOut(world)).toEqual([])
        expect(await world.tallies()).toMatchObject({ [`update-mails/${update.id}|cancelled`]: 1 })
        expect(await store.recount()).toEqual([])
      },
    )

    test('who is erased while a mailer has their mail is counted as gone', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, claim } = world
      await signAndConfirm({ email: 'signed@example.org', updates: true })
      await subscribe(world, 'news@example.org')
      await world.collect()
      const update = await scheduleUpdate(world)
      await store.fillOutbox(10, clock.now())
      const mails = await claim()
      for (const name of ['signed', 'news']) await store.eraseMailbox(`${name}@example.org`, clock.now())
      for (const mail of mails) expect(await store.settleOutgoing(mail, taken, clock.now())).toBe(false)
      expect(await world.tallies()).toMatchObject({ [`update-mails/${update.id}|cancelled`]: 2 })
    })

    test('a mail lost inside DATA, refused for good or past composing is counted as failed and nothing of it is kept', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, claim } = world
      for (const name of ['a', 'b', 'c'])
        await signAndConfirm({ email: `${name}@example.org`, updates: true })
      await world.collect()
      const update = await scheduleUpdate(world)
      await store.fillOutbox(10, clock.now())
      const [lost, refused, broken] = (await claim(minute)) as [Claimed, Claimed, Claimed]
      await store.settleOutgoing(broken, { state: 'held', why: 'cannot-compose' }, clock.now())
      await store.markOutgoing(lost, clock.now())
      await store.settleOutgoing(refused, { state: 'bounced', reply: '550 no' }, clock.now())
      clock.advance(2 * minute)
      expect(await claim()).toEqual([])
      expect(await world.tallies()).toMatchObject({ [`update-mails/${update.id}|failed`]: 3 })
      expect((await store.outbox()).states).toEqual({})
    })

    test('nothing goes while sending is paused', async () => {
      const world = await openWorld(openStore)
      const { store, clock } = world
      await scheduleUpdate(world)
      await store.setSending('paused', clock.now())
      expect(await store.fillOutbox(10, clock.now())).toBe('nothing-due')
    })
  })

  describe('asking for updates without signing', () => {
    test('a mailbox is mailed once a minute, five times in all, until it confirms', async () => {
      const world = await openWorld(openStore)
      const { clock, store } = world
      const answers = []
      for (let time = 0; time < 8; time++) {
        answers.push(await askFor(world, 'often@example.org'))
        clock.advance(30 * second)
      }
      expect(answers.filter(answer => answer === 'mailed')).toHaveLength(4)
      clock.advance(day)
      expect(await askFor(world, 'often@example.org')).toBe('mailed')
      clock.advance(day)
      expect(await askFor(world, 'often@example.org')).toBe('not-mailed')
      expect(await store.subscribersOfMailbox('often@example.org')).toHaveLength(1)
    })

    test('who gets them already, or is blocked, is mailed nothing', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      await signAndConfirm({ email: 'signed@example.org', updates: true })
      expect(await askFor(world, 'signed@example.org')).toBe('not-mailed')
      await subscribe(world, 'has@example.org')
      expect(await askFor(world, 'has@example.org')).toBe('not-mailed')
      const { id } = await signAndConfirm({ email: 'blocked@example.org' })
      await store.invalidateSignature(id, byOperator(clock.now()))
      const reader = { kind: 'supporter', id } as const
      expect(await store.isBlocked(reader)).toBe(true)
      expect(await askFor(world, 'blocked@example.org')).toBe('not-mailed')
      await store.restoreSignature(id, byOperator(clock.now()))
      expect(await store.isBlocked(reader)).toBe(false)
    })

    test('is counted once confirmed, found by its mailbox, and erased with everything else', async () => {
      const world = await openWorld(openStore)
      const { store, clock, campaign } = world
      const id = await subscribe(world, 'News+tag@example.org')
      expect(await world.tallies()).toMatchObject({ 'subscribers/': 1 })
      expect(await store.confirmSubscriber(id, clock.now())).toBe('already-confirmed')
      const [held] = await store.subscribersOfMailbox('news@example.org')
      expect(held).toMatchObject({
        id,
        campaignId: campaign.id,
        state: 'confirmed',
        email: 'News+tag@example.org',
      })
      await world.collect()
      expect(await store.requestManageLink('news@example.org', clock.now())).toBe('queued')
      expect(kinds(await world.claim())).toEqual(['manage-news'])
      expect(await store.eraseMailbox('news@example.org', clock.now())).toBe(1)
      expect(await store.subscriber(id)).toBeNull()
      expect(await world.tallies()).not.toHaveProperty('subscribers/')
      expect((await store.sending()).waiting).toEqual({})
    })

    test('leaving by one press leaves for everybody of the mailbox, is repeatable, and has a way back', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      const email = 'home@example.org'
      const news = await subscribe(world, email)
      const { id } = await signAndConfirm({ email, updates: true })
      const reader = { kind: 'supporter', id } as const
      expect(await store.unsubscribe(reader, clock.now())).toBe('unsubscribed')
      expect(await store.unsubscribe(reader, clock.now())).toBe('unsubscribed')
      expect(await world.tallies()).not.toHaveProperty('updates-by-constituency/Z14000101')
      expect(await store.subscriber(news)).toMatchObject({ state: 'unsubscribed' })
      await world.collect()
      expect(await sendAll(world)).toEqual([])
      expect(await store.subscribeAgain(reader, clock.now())).toBe('subscribed')
      expect(await sendAll(world)).toHaveLength(1)
      expect(await store.recount()).toEqual([])
    })
  })
}

/** Sends an update to its end; gives the mails that went. */
async function sendAll(world: World, audience = everybody): Promise<readonly Claimed[]> {
  await scheduleUpdate(world, { audience })
  return pumpOut(world)
}

async function pumpOut(world: World): Promise<readonly Claimed[]> {
  const { store, clock, claim } = world
  const mails: Claimed[] = []
  for (let round = 0; round < 10; round++) {
    await store.fillOutbox(10, clock.now())
    for (const mail of await claim()) {
      mails.push(mail)
      await store.settleOutgoing(mail, taken, clock.now())
    }
    clock.advance(second)
  }
  return mails
}
