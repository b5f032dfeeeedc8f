import { describe, expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import type { SignatureId } from '../../../app/domain/id'
import { brookside, campaignText, openCampaign } from '../../support/campaign'
import { day, hour, minute } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { claimLetters, type OpenStore, only, openWorld } from './world'

const nobody = '01900000-0000-7000-8000-000000000000' as SignatureId

export function supporterPromises(openStore: OpenStore): void {
  test('all that is held for a mailbox is shown, campaign by campaign, the newest letter first', async () => {
    const { store, clock, sign, collect } = await openWorld(openStore)
    const { id, letter: first } = await sign({ letter: letterDraft('The first thought') })
    await collect()
    clock.advance(minute)
    const { letter: second } = await sign({ letter: letterDraft('The second thought') })
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    const elsewhere = signatureDraft(other, clock.now(), { name: 'Tom Lind', email: 'ROSA+x@Example.org' })
    await store.recordSignatures([elsewhere])
    await sign({ email: 'stranger@example.org' })

    const held = await store.heldForMailbox('rosa@example.org')

    expect(held).toEqual([
      {
        signature: await store.signature(id),
        letters: [
          await store.letter(second?.id as NonNullable<typeof second>['id']),
          await store.letter(first?.id as NonNullable<typeof first>['id']),
        ],
        replies: [],
      },
      { signature: await store.signature(elsewhere.id), letters: [], replies: [] },
    ])
    expect(await store.heldForMailbox('nobody@example.org')).toEqual([])
  })

  describe('a link to what is held', () => {
    test('is mailed to a mailbox for which something is held, once whatever the number of campaigns', async () => {
      const { store, clock, sign, collect } = await openWorld(openStore)
      await sign()
      const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
      clock.advance(hour)
      const latest = signatureDraft(other, clock.now())
      await store.recordSignatures([latest])
      await collect()
      expect(await store.requestManageLink('rosa@example.org', clock.now())).toBe('queued')
      expect(await collect()).toMatchObject([
        { kind: 'manage', signatureId: latest.id, campaignId: other.id, letterId: null },
      ])
    })

    test('is not mailed where nothing is held', async () => {
      const { store, clock, sign, collect } = await openWorld(openStore)
      await sign({ email: 'stranger@example.org' })
      await collect()
      expect(await store.requestManageLink('rosa@example.org', clock.now())).toBe('nothing-held')
      expect(await collect()).toEqual([])
    })

    test('is mailed five times in half an hour at most', async () => {
      const { store, clock, sign, collect } = await openWorld(openStore)
      await sign()
      await collect()
      const ask = () => store.requestManageLink('rosa@example.org', clock.now())
      for (let time = 0; time < 5; time++) {
        expect(await ask()).toBe('queued')
        clock.advance(minute)
      }
      expect(await ask()).toBe('sent-lately')
      clock.advance(25 * minute)
      expect(await ask()).toBe('queued') // the first is half an hour old
      expect(await ask()).toBe('sent-lately')
      expect(await collect()).toHaveLength(6)
    })

    test('can be had whatever became of the signature', async () => {
      const { store, clock, sign, collect } = await openWorld(openStore)
      const { id } = await sign()
      await store.invalidateSignature(id, byOperator(clock.now()))
      expect(await store.requestManageLink('rosa@example.org', clock.now())).toBe('queued')
      expect(await collect()).toMatchObject([{ kind: 'manage' }])
    })

    test('is not cancelled by withdrawing', async () => {
      const { store, clock, sign, collect } = await openWorld(openStore)
      const { id } = await sign()
      await store.requestManageLink('rosa@example.org', clock.now())
      await store.withdrawSignature(id, clock.now())
      expect(await collect()).toMatchObject([{ kind: 'manage' }])
    })
  })

  test('a corrected name is the name from then on, and nothing else changes', async () => {
    const { store, sign } = await openWorld(openStore)
    const { id } = await sign({ name: 'Rosa Lint' })
    const before = await store.signature(id)
    expect(await store.correctName(id, 'Rosa Lind')).toBe('corrected')
    expect(await store.signature(id)).toEqual({
      ...before,
      person: { name: 'Rosa Lind', email: 'rosa@example.org', postcode: 'ZZ1 1AA' },
    })
    expect((await sign({ name: 'Rosa Lind' })).answer).toBe('told-lately')
    expect(await store.correctName(nobody, 'Nobody')).toBe('not-found')
  })

  test('updates are wanted or not, whatever else', async () => {
    const { store, signAndConfirm } = await openWorld(openStore)
    const { id } = await signAndConfirm({ updates: true })
    const before = await store.signature(id)
    expect(await store.setUpdates(id, false)).toBe('set')
    expect(await store.signature(id)).toEqual({ ...before, updates: false })
    expect(await store.setUpdates(id, true)).toBe('set')
    expect(await store.signature(id)).toEqual(before)
    expect(await store.setUpdates(nobody, true)).toBe('not-found')
  })

  describe('a constituency chosen after all', () => {
    test('is where the signature and its letter count', async () => {
      const { store, clock, signAndConfirm, tallies } = await openWorld(openStore)
      const { id } = await signAndConfirm({ constituency: null, letter: letterDraft() })
      expect(await tallies()).toMatchObject({
        'by-constituency/': 1,
        'by-principle/zebra|': 1,
        'letters/waiting|': 1,
      })
      expect(await store.chooseConstituency(id, brookside.code, clock.now())).toBe('chosen')
      const after = await tallies()
      expect(after).toMatchObject({
        'signatures/': 1,
        [`by-constituency/${brookside.code}`]: 1,
        [`by-principle/zebra|${brookside.code}`]: 1,
        [`letters/waiting|${brookside.code}`]: 1,
      })
      expect(Object.keys(after)).not.toContain('by-constituency/')
      expect(Object.keys(after)).not.toContain('letters/waiting|')
      expect(await store.recount()).toEqual([])
    })

    test('lets the letter go on that was held for want of it, at once', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      const { id, letter } = await signAndConfirm({ constituency: null, letter: letterDraft() })
      const mail = only(await claimLetters(world))
      await store.settleOutgoing(mail, { state: 'held', why: 'no-constituency' }, clock.now())
      clock.advance(day)
      expect(await claimLetters(world)).toEqual([])
      await store.chooseConstituency(id, brookside.code, clock.now())
      expect(letter && (await store.letter(letter.id))?.state).toBe('queued')
      expect(await claimLetters(world)).toMatchObject([{ id: mail.id, letterId: letter?.id, attempts: 2 }])
    })

    test('leaves a letter that was held for another reason', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      const { id, letter } = await signAndConfirm({ constituency: null, letter: letterDraft() })
      const mail = only(await claimLetters(world))
      await store.settleOutgoing(mail, { state: 'held', why: 'cannot-compose' }, clock.now())
      await store.chooseConstituency(id, brookside.code, clock.now())
      expect(letter && (await store.letter(letter.id))?.state).toBe('held')
      expect(await claimLetters(world)).toEqual([])
    })

    test('may be chosen before confirming', async () => {
      const { store, clock, sign, confirm, tallies } = await openWorld(openStore)
      const { id } = await sign({ constituency: null })
      expect(await store.chooseConstituency(id, brookside.code, clock.now())).toBe('chosen')
      expect(await tallies()).toEqual({})
      await confirm(id)
      expect(await tallies()).toMatchObject({ [`by-constituency/${brookside.code}`]: 1 })
    })

    test('is not changed again, nor where a postcode settled it', async () => {
      const { store, clock, sign } = await openWorld(openStore)
      const settled = await sign()
      const chosen = await sign({ email: 'other@example.org', constituency: null })
      const choose = (id: SignatureId, code: string) => store.chooseConstituency(id, code, clock.now())
      await choose(chosen.id, brookside.code)
      expect(await choose(settled.id, brookside.code)).toBe('already-settled')
      expect(await choose(chosen.id, 'Z14000101')).toBe('already-settled')
      expect((await store.signature(chosen.id))?.constituencyCode).toBe(brookside.code)
    })

    test('is not taken for a signature that is gone, withdrawn or invalidated', async () => {
      const { store, clock, sign } = await openWorld(openStore)
      const withdrawn = await sign({ constituency: null })
      const blocked = await sign({ constituency: null, email: 'other@example.org' })
      await store.withdrawSignature(withdrawn.id, clock.now())
      await store.invalidateSignature(blocked.id, byOperator(clock.now()))
      for (const id of [withdrawn.id, blocked.id, nobody])
        expect(await store.chooseConstituency(id, brookside.code, clock.now())).toBe('not-found')
    })
  })
}
