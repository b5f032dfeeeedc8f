import { describe, expect, test } from 'vitest'
import type { CampaignState } from '../../../app/domain/campaign/campaign'
import { grouping } from '../../../db/grouping'
import { campaignText, openCampaign } from '../../support/campaign'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { kinds, kindsAndLetters, type OpenStore, openWorld } from './world'

export function signingPromises(openStore: OpenStore): void {
  test('a signature is read back as it was given', async () => {
    const { store, sign, clock } = await openWorld(openStore)
    const draft = await sign({
      name: 'Zoë O’Neill-Ňemcová',
      email: 'Zoe@Example.org',
      country: 'IE',
      principles: ['lights', 'zebra'],
      updates: true,
      source: 'leaflet',
      network: Buffer.from('12345678'),
    })
    expect(draft.answer).toBe('recorded')
    expect(await store.signature(draft.id)).toEqual({
      id: draft.id,
      campaignId: draft.campaignId,
      version: 1,
      consentVersion: 1,
      state: 'pending',
      person: { name: 'Zoë O’Neill-Ňemcová', email: 'Zoe@Example.org', postcode: 'ZZ1 1AA' },
      country: 'IE',
      constituencyCode: 'Z14000101',
      principles: ['lights', 'zebra'],
      updates: true,
      source: 'leaflet',
      signedAt: clock.now(),
      confirmedAt: null,
      number: null,
    })
  })

  test('a letter is read back as it was given, and waits for its writer', async () => {
    const { store, sign, clock } = await openWorld(openStore)
    const letter = letterDraft('Line one.\n\nLine two: <b>{{mp}}</b> 5 < 6 ’✓')
    const { id, campaignId } = await sign({ letter })
    expect(await store.letter(letter.id)).toEqual({
      id: letter.id,
      signatureId: id,
      campaignId,
      version: 1,
      state: 'unconfirmed',
      words: letter.words,
      memberId: 1,
      likeness: 0,
      writtenAt: clock.now(),
      queuedAt: null,
      acceptedAt: null,
    })
  })

  test('signing asks the mailbox to confirm the signature and the letter together', async () => {
    const { sign, collect } = await openWorld(openStore)
    const letter = letterDraft()
    const { id, campaignId } = await sign({ letter })
    expect(await collect()).toMatchObject([
      { kind: 'confirm', signatureId: id, letterId: letter.id, campaignId, targetKey: null, attempts: 1 },
    ])
  })

  test('a signature whose letter cannot be written is not written either, nor its mail', async () => {
    const { store, campaign, clock, sign, collect } = await openWorld(openStore)
    const { letter } = await sign({ letter: letterDraft() })
    await collect()
    const draft = signatureDraft(campaign, clock.now(), { email: 'other@example.org', letter }) // its id is taken
    await expect(store.recordSignatures([draft])).rejects.toThrow()
    expect(await store.signature(draft.id)).toBeNull()
    expect(await collect()).toEqual([])
  })

  test('of drafts given in one call, all are written or none is', async () => {
    const { store, campaign, clock, collect } = await openWorld(openStore)
    const good = signatureDraft(campaign, clock.now(), { letter: letterDraft() })
    const bad = { ...signatureDraft(campaign, clock.now(), { email: 'other@example.org' }), id: good.id }
    await expect(store.recordSignatures([good, bad])).rejects.toThrow()
    expect(await store.signature(good.id)).toBeNull()
    expect(good.letter && (await store.letter(good.letter.id))).toBeNull()
    expect(await collect()).toEqual([])
  })

  test('answers come in the order of the drafts', async () => {
    const { store, campaign, clock } = await openWorld(openStore)
    const draft = (odd: Parameters<typeof signatureDraft>[2]) => signatureDraft(campaign, clock.now(), odd)
    const answers = await store.recordSignatures([
      draft({ email: 'one@example.org' }),
      draft({ email: 'one@example.org' }),
      draft({ email: 'two@example.org', campaignId: 99 }),
      draft({ email: 'three@example.org' }),
    ])
    expect(answers).toEqual(['recorded', 'told-lately', 'not-open', 'recorded'])
    expect(await store.recordSignatures([])).toEqual([])
  })

  describe.each([
    ['in one call', (store: Awaited<ReturnType<OpenStore>>) => store.recordSignatures],
    [
      'in fifty calls at once',
      (store: Awaited<ReturnType<OpenStore>>) =>
        async (drafts: Parameters<typeof store.recordSignatures>[0]) =>
          (await Promise.all(drafts.map(draft => store.recordSignatures([draft])))).flat(),
    ],
    [
      'in fifty calls that are grouped',
      (ungrouped: Awaited<ReturnType<OpenStore>>) => {
        const store = grouping(ungrouped, () => {})
        return async (drafts: Parameters<typeof store.recordSignatures>[0]) =>
          (await Promise.all(drafts.map(draft => store.recordSignatures([draft])))).flat()
      },
    ],
  ])('fifty drafts of one person %s', (_, recordIn) => {
    test('make one signature and one mail', async () => {
      const { store, campaign, clock, collect } = await openWorld(openStore)
      const fifty = Array.from({ length: 50 }, () =>
        signatureDraft(campaign, clock.now(), { letter: letterDraft() }),
      )
      const answers = await recordIn(store)(fifty)
      expect(answers.toSorted()).toEqual(['recorded', ...Array(49).fill('told-lately')])
      const held = await store.heldForMailbox('rosa@example.org')
      expect(held).toHaveLength(1)
      expect(held[0]?.letters).toHaveLength(1)
      expect(kinds(await collect())).toEqual(['confirm'])
    })
  })

  test('spellings of one mailbox are one mailbox, and mail goes to the address as it was typed', async () => {
    const { store, sign, collect } = await openWorld(openStore)
    const { id } = await sign({ email: 'A.B+x@googlemail.com' })
    const again = await sign({ email: 'ab@gmail.com' })
    expect(again.answer).toBe('told-lately')
    expect((await store.signature(id))?.person.email).toBe('A.B+x@googlemail.com')
    expect(await collect()).toHaveLength(1)
  })

  test('a repeat changes nothing of what the first said', async () => {
    const { store, sign, clock } = await openWorld(openStore)
    const { id } = await sign({ principles: ['zebra'], updates: false })
    const before = await store.signature(id)
    clock.advance(5000)
    await sign({ principles: ['lights'], updates: true, name: 'ROSA  LIND', postcode: 'ZZ2 1AA' })
    expect(await store.signature(id)).toEqual(before)
  })

  test('a repeat may turn updates off before the signature is confirmed, never on: anybody may have posted it', async () => {
    const { store, sign, confirm } = await openWorld(openStore)
    const { id } = await sign({ updates: true })
    const updates = async () => (await store.signature(id))?.updates
    await sign({ updates: true })
    expect(await updates()).toBe(true)
    await sign({ updates: false })
    expect(await updates()).toBe(false)
    await sign({ updates: true })
    expect(await updates()).toBe(false)
    await store.setUpdates(id, true)
    await confirm(id)
    await sign({ updates: false })
    expect(await updates()).toBe(true)
  })

  test('the same mailbox signs another campaign as if it were unknown', async () => {
    const { store, sign, clock } = await openWorld(openStore)
    await sign()
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    const draft = signatureDraft(other, clock.now())
    expect(await store.recordSignatures([draft])).toEqual(['recorded'])
  })

  test('a signature whose mailbox may not be mailed today is recorded, and a letter that nobody could confirm is not', async () => {
    const { store, sign, collect } = await openWorld(openStore)
    const letter = letterDraft()
    const { id, answer } = await sign({ mail: 'withheld', letter })
    expect(answer).toBe('recorded')
    expect((await store.signature(id))?.state).toBe('pending')
    expect(await store.letter(letter.id)).toBeNull()
    expect(await collect()).toEqual([])
  })

  describe('a bot', () => {
    test('is recorded invalidated and mails nobody', async () => {
      const { store, sign, collect, confirm } = await openWorld(openStore)
      const bot = await sign({ verdict: 'bot', letter: letterDraft() })
      expect(bot.answer).toBe('recorded')
      expect((await store.signature(bot.id))?.state).toBe('invalidated')
      expect(bot.letter && (await store.letter(bot.letter.id))).toBeNull()
      expect(await collect()).toEqual([])
      expect(await confirm(bot.id)).toBe('not-found')
    })

    test.each([
      ['under the owner’s name', 'Rosa Lind'],
      ['under another', 'Xx Win Prizes'],
    ])('%s does not keep a mailbox’s owner from signing, at once', async (_, name) => {
      const { store, sign, collect } = await openWorld(openStore)
      await sign({ verdict: 'bot', name })
      const letter = letterDraft()
      const owner = await sign({ letter })
      expect(owner.answer).toBe('recorded')
      const [held] = await store.heldForMailbox('rosa@example.org')
      expect(held?.signature).toMatchObject({ state: 'pending', person: { name: 'Rosa Lind' } })
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: letter.id }])
    })

    test('that poses as somebody held is ignored, and they are not mailed', async () => {
      const { store, sign, collect, clock } = await openWorld(openStore)
      const { id } = await sign()
      await collect()
      const before = await store.signature(id)
      clock.advance(120_000)
      expect((await sign({ verdict: 'bot' })).answer).toBe('ignored')
      expect(await store.signature(id)).toEqual(before)
      expect(await collect()).toEqual([])
    })
  })

  describe('nothing is recorded', () => {
    test.each(['draft', 'paused', 'closed'] satisfies CampaignState[])(
      'while the campaign is %s',
      async state => {
        const { store, campaign, clock, sign, collect } = await openWorld(openStore)
        await store.setCampaignState(campaign.slug, state, clock.now())
        const draft = await sign()
        expect(draft.answer).toBe('not-open')
        expect(await store.signature(draft.id)).toBeNull()
        expect(await collect()).toEqual([])
      },
    )

    test('for a campaign that is not there', async () => {
      const { sign } = await openWorld(openStore)
      expect((await sign({ campaignId: 99 })).answer).toBe('not-open')
    })

    test.each([
      ['in winter', '2026-12-31', '2027-01-01T00:00:00.000Z'],
      ['in summer', '2026-06-30', '2026-06-30T23:00:00.000Z'],
      ['on the day clocks go forward', '2026-03-29', '2026-03-29T23:00:00.000Z'],
      ['on the day clocks go back', '2026-10-25', '2026-10-26T00:00:00.000Z'],
    ])('once the closing day is over in London: %s', async (_, closes, midnight) => {
      const { sign } = await openWorld(openStore, { text: campaignText({ closes }) })
      const lastMoment = new Date(Date.parse(midnight) - 1)
      expect((await sign({ at: lastMoment })).answer).toBe('recorded')
      expect((await sign({ at: new Date(midnight), email: 'late@example.org' })).answer).toBe('not-open')
    })

    test.each([
      ['in winter', '2026-12-01', '2026-12-01T00:00:00.000Z'],
      ['in summer', '2026-07-01', '2026-06-30T23:00:00.000Z'],
    ])('before the opening day begins in London: %s', async (_, opens, midnight) => {
      const { sign } = await openWorld(openStore, { text: campaignText({ opens }) })
      expect((await sign({ at: new Date(Date.parse(midnight) - 1) })).answer).toBe('not-open')
      expect((await sign({ at: new Date(midnight) })).answer).toBe('recorded')
    })

    test('by dates that were changed since the page was shown', async () => {
      const { store, campaign, clock, sign } = await openWorld(openStore)
      const over = campaignText({ closes: '2026-11-01' })
      const wording = await store.consentWording(campaign.id, 1)
      if (wording) await store.saveCampaign(over, wording, clock.now())
      expect((await sign()).answer).toBe('not-open')
    })
  })
}
