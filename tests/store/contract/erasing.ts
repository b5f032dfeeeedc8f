import { expect, test } from 'vitest'
import { campaignText, openCampaign } from '../../support/campaign'
import { hour, minute } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { claimLetters, kinds, type OpenStore, only, openWorld } from './world'

export function erasingPromises(openStore: OpenStore): void {
  test('erasing a mailbox leaves no signature, letter or mail of it in any campaign, and tells how many', async () => {
    const { store, clock, campaign, sign, signAndConfirm, confirm, collect, tallies } =
      await openWorld(openStore)
    const stranger = await signAndConfirm({ email: 'stranger@example.org', letter: letterDraft() })
    await collect()
    const before = await tallies()

    const rosa = await signAndConfirm({ letter: letterDraft() })
    const tom = await sign({ name: 'Tom Lind', letter: letterDraft() })
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    const elsewhere = signatureDraft(other, clock.now(), { email: 'Rosa+news@example.org' })
    await store.recordSignatures([elsewhere])
    await confirm(elsewhere.id)
    await store.requestManageLink('rosa@example.org', clock.now())

    expect(await store.eraseMailbox('rosa@example.org', clock.now())).toBe(3)

    for (const { id, letter } of [rosa, tom, elsewhere]) {
      expect(await store.signature(id)).toBeNull()
      expect(letter && (await store.letter(letter.id))).toBeNull()
    }
    expect(await store.heldForMailbox('rosa@example.org')).toEqual([])
    expect(await collect()).toEqual([])
    expect(await tallies()).toEqual(before)
    expect(await tallies(other)).toEqual({})
    expect(await store.recount()).toEqual([])
    expect((await store.signaturesAfter(campaign.id, null, 10)).map(({ id }) => id)).toEqual([stranger.id])
    expect((await store.lettersAfter(campaign.id, null, 10)).map(({ id }) => id)).toEqual([
      stranger.letter?.id,
    ])
  })

  test('the counts are right whatever mailers do to letters while their writers are erased', async () => {
    const world = await openWorld(openStore)
    const { store, clock, signAndConfirm, claim } = world
    const writers = Array.from({ length: 12 }, (_, number) => `w${number}@example.org`)
    for (const email of writers) await signAndConfirm({ email, letter: letterDraft() })
    const at = clock.now()
    const unknown = { state: 'unknown', reply: 'no reply' } as const
    const sending = async () =>
      Promise.all((await claim()).map(mail => store.settleOutgoing(mail, unknown, at)))
    await Promise.all([sending(), ...writers.map(email => store.eraseMailbox(email, clock.now()))])
    expect(await store.recount()).toEqual([])
  })

  test('erasing what is not held erases nothing', async () => {
    const { store, clock, sign } = await openWorld(openStore)
    const { id } = await sign()
    expect(await store.eraseMailbox('nobody@example.org', clock.now())).toBe(0)
    expect(await store.signature(id)).not.toBeNull()
    await store.eraseMailbox('rosa@example.org', clock.now())
    expect(await store.eraseMailbox('rosa@example.org', clock.now())).toBe(0)
  })

  test('one who was erased may sign again as if they were new', async () => {
    const { store, clock, sign, collect } = await openWorld(openStore)
    for (let post = 0; post < 6; post++) {
      await sign()
      await collect()
      clock.advance(minute)
    }
    await store.eraseMailbox('rosa@example.org', clock.now())
    const again = await sign()
    expect(again.answer).toBe('recorded')
    expect(await store.signature(again.id)).not.toBeNull()
    expect(kinds(await collect())).toEqual(['confirm'])
  })

  test('a letter that is being sent when its writer is erased is settled into nothing', async () => {
    const world = await openWorld(openStore)
    const { store, clock, signAndConfirm, tallies } = world
    await signAndConfirm({ letter: letterDraft() })
    const mail = only(await claimLetters(world))
    await store.eraseMailbox('rosa@example.org', clock.now())
    expect(await store.markOutgoing(mail, clock.now())).toBe(false)
    expect(await store.settleOutgoing(mail, { state: 'accepted', reply: '250 taken' }, clock.now())).toBe(
      false,
    )
    expect(await tallies()).toEqual({})
    expect(await store.recount()).toEqual([])
  })

  test('erasing forgets what an accepted letter added to its day', async () => {
    const { store, clock, signAndConfirm, collect, tallies } = await openWorld(openStore)
    await signAndConfirm({ letter: letterDraft() })
    clock.advance(hour)
    await collect()
    expect(await tallies()).toMatchObject({ 'letters/accepted|Z14000101': 1, 'letters-by-day/2026-11-23': 1 })
    await store.eraseMailbox('rosa@example.org', clock.now())
    expect(await tallies()).toEqual({})
  })
}
