import { expect, test } from 'vitest'
import type { PlaceFilter, SignatureFilter, SignatureRow } from '../../../app/domain/export/store'
import {
  ashford,
  brookside,
  campaignText,
  emptySeat,
  openCampaign,
  placesDraft,
} from '../../support/campaign'
import { day, minute, second } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { claimLetters, type OpenStore, only, openWorld } from './world'

const any: SignatureFilter = {
  from: null,
  until: null,
  constituencyCode: null,
  state: null,
  principle: null,
  updates: null,
}

export function exportPromises(openStore: OpenStore): void {
  test('pages of signatures come in the order of their ids, each once, the last one short', async () => {
    const { store, campaign, sign } = await openWorld(openStore)
    const ids: string[] = []
    for (let person = 0; person < 5; person++) ids.push((await sign({ email: `p${person}@example.org` })).id)
    const pages: string[][] = []
    for (let after = null; ; ) {
      const page = await store.signaturesAfter(campaign.id, after, 2)
      pages.push(page.map(({ id }) => id))
      after = page.at(-1)?.id ?? null
      if (page.length < 2) break
    }
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)])
    expect(await store.signaturesAfter(campaign.id, null, 5)).toHaveLength(5)
  })

  test('signatures are exported pending or confirmed, of their campaign alone, with their constituency', async () => {
    const { store, clock, campaign, sign, signAndConfirm } = await openWorld(openStore)
    const pending = await sign({ email: 'pending@example.org', constituency: null })
    const confirmed = await signAndConfirm({ email: 'confirmed@example.org' })
    const withdrawn = await sign({ email: 'withdrawn@example.org' })
    await store.withdrawSignature(withdrawn.id, clock.now())
    await sign({ email: 'bot@example.org', verdict: 'bot' })
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    await store.recordSignatures([signatureDraft(other, clock.now())])

    const rows = await store.signaturesAfter(campaign.id, null, 10)
    expect(rows.map(({ constituency }) => constituency)).toEqual([null, 'Ashford Vale'])
    for (const [index, { id }] of [pending, confirmed].entries()) {
      const { constituency: _, ...row } = rows[index] as SignatureRow
      expect(await store.signature(id)).toMatchObject(row)
    }
  })

  test('signatures that match are found in the order of their ids, and where to go on from is told', async () => {
    const { store, clock, campaign, sign, signAndConfirm } = await openWorld(openStore)
    const early = await signAndConfirm({ email: 'early@example.org', updates: true })
    await sign({ email: 'pending@example.org', updates: true, constituency: null })
    clock.advance(day)
    const late = await signAndConfirm({
      email: 'late@example.org',
      principles: ['lights', 'zebra'],
      constituency: { code: brookside.code, by: 'postcode' },
    })
    const noon = clock.now()
    const found = async (odd: Partial<SignatureFilter>) => {
      const { rows, last } = await store.signaturesMatching(campaign.id, { ...any, ...odd }, null, 10)
      expect(last).toBe(null)
      return rows.map(({ person }) => person.email.split('@')[0])
    }
    expect(await found({})).toEqual(['early', 'pending', 'late'])
    expect(await found({ state: 'confirmed' })).toEqual(['early', 'late'])
    expect(await found({ state: 'pending' })).toEqual(['pending'])
    expect(await found({ updates: 'yes' })).toEqual(['early', 'pending'])
    expect(await found({ constituencyCode: brookside.code })).toEqual(['late'])
    expect(await found({ constituencyCode: '' })).toEqual(['pending'])
    expect(await found({ principle: 'lights' })).toEqual(['late'])
    expect(await found({ principle: 'never-there' })).toEqual([])
    expect(await found({ from: noon })).toEqual(['late'])
    expect(await found({ until: noon })).toEqual(['early', 'pending'])

    const first = await store.signaturesMatching(campaign.id, any, null, 2)
    expect(first.rows.map(({ id }) => id)).toEqual([early.id, first.last])
    const rest = await store.signaturesMatching(campaign.id, any, first.last, 2)
    expect(rest.rows.map(({ id }) => id)).toEqual([late.id])
    expect(rest.last).toBe(null)
    const [whole] = await store.signaturesAfter(campaign.id, null, 1)
    const [same] = (await store.signaturesMatching(campaign.id, any, null, 1)).rows
    expect(same).toEqual(whole)
    expect(whole?.id).toBe(early.id)
  })

  test('who matches is found behind thousands who do not, and no more of those are looked at in one go', async () => {
    const { store, clock, campaign } = await openWorld(openStore)
    const drafts = Array.from({ length: 2001 }, (_, number) =>
      signatureDraft(campaign, clock.now(), {
        email: `p${number}@example.org`,
        constituency: { code: number % 2000 === 0 ? brookside.code : ashford.code, by: 'postcode' },
      }),
    )
    await store.recordSignatures(drafts)
    const filter = { ...any, constituencyCode: brookside.code }
    const first = await store.signaturesMatching(campaign.id, filter, null, 10)
    expect([first.rows.map(({ id }) => id), first.last]).toEqual([[drafts[0]?.id], drafts[1999]?.id])
    const rest = await store.signaturesMatching(campaign.id, filter, first.last, 10)
    expect([rest.rows.map(({ id }) => id), rest.last]).toEqual([[drafts[2000]?.id], null])
  })

  test('letters are exported once they were confirmed, in the order of their ids', async () => {
    const { store, campaign, sign, signAndConfirm } = await openWorld(openStore)
    await sign({ email: 'unconfirmed@example.org', letter: letterDraft() })
    const ids: (string | undefined)[] = []
    for (const email of ['one@example.org', 'two@example.org', 'three@example.org'])
      ids.push((await signAndConfirm({ email, letter: letterDraft() })).letter?.id)
    const first = await store.lettersAfter(campaign.id, null, 2)
    const rest = await store.lettersAfter(campaign.id, first.at(-1)?.id ?? null, 2)
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids)
    expect(rest).toHaveLength(1)
    expect(await store.lettersAfter(99, null, 2)).toEqual([])
  })

  test('letters that match are found by the day they were confirmed and by where their writer lives', async () => {
    const { store, clock, campaign, signAndConfirm } = await openWorld(openStore)
    const write = async (email: string, code: string | null) => {
      const constituency = code === null ? null : { code, by: 'postcode' as const }
      return (await signAndConfirm({ email, constituency, letter: letterDraft() })).letter?.id
    }
    const [early, nowhere] = [
      await write('early@example.org', ashford.code),
      await write('no@example.org', null),
    ]
    clock.advance(day)
    const noon = clock.now()
    const late = await write('late@example.org', brookside.code)
    const found = async (odd: Partial<PlaceFilter>) => {
      const filter = { from: null, until: null, constituencyCode: null, ...odd }
      const { rows, last } = await store.lettersMatching(campaign.id, filter, null, 10)
      expect(last).toBe(null)
      return rows.map(({ id }) => id)
    }
    expect(await found({})).toEqual([early, nowhere, late])
    expect(await found({ from: noon })).toEqual([late])
    expect(await found({ until: noon })).toEqual([early, nowhere])
    expect(await found({ constituencyCode: '' })).toEqual([nowhere])
    expect(await found({ constituencyCode: brookside.code, until: noon })).toEqual([])
    const everything = { from: null, until: null, constituencyCode: null }
    const first = await store.lettersMatching(campaign.id, everything, null, 2)
    expect(first).toEqual({ rows: await store.lettersAfter(campaign.id, null, 2), last: nowhere })
    expect(
      (await store.lettersMatching(campaign.id, everything, first.last, 2)).rows.map(({ id }) => id),
    ).toEqual([late])
  })

  test('a letter’s row says where it went and how it fares', async () => {
    const world = await openWorld(openStore)
    const { store, clock, campaign, signAndConfirm } = world
    const queuedAt = clock.now()
    const { letter } = await signAndConfirm({ letter: { ...letterDraft(), likeness: 0.25 } })
    const mail = only(await claimLetters(world))
    const retryAt = new Date(clock.now().getTime() + minute)
    await store.settleOutgoing(mail, { state: 'deferred', reply: '451 later', retryAt }, clock.now())
    const row = {
      id: letter?.id,
      constituencyCode: ashford.code,
      constituency: 'Ashford Vale',
      mp: 'Asha Grange',
      state: 'deferred',
      queuedAt,
      acceptedAt: null,
      attempts: 1,
      lastReply: '451 later',
      holdReason: null,
      likeness: 0.25,
    }
    expect(await store.lettersAfter(campaign.id, null, 10)).toEqual([row])

    clock.advance(minute + second)
    const again = only(await claimLetters(world))
    await store.settleOutgoing(again, { state: 'accepted', reply: '250 2.0.0 ok' }, clock.now())
    expect(await store.lettersAfter(campaign.id, null, 10)).toEqual([
      { ...row, state: 'accepted', acceptedAt: clock.now(), attempts: 2, lastReply: '250 2.0.0 ok' },
    ])
  })

  test('a letter’s row says why it is held, and names no MP where the seat is vacant or unknown', async () => {
    const world = await openWorld(openStore)
    const { store, clock, campaign, signAndConfirm } = world
    const vacant = { code: emptySeat.code, by: 'postcode' as const }
    await signAndConfirm({ letter: letterDraft(), constituency: vacant })
    await store.settleOutgoing(only(await claimLetters(world)), { state: 'held', why: 'vacant' }, clock.now())
    await signAndConfirm({ email: 'two@example.org', letter: letterDraft(), constituency: null })
    expect(await store.lettersAfter(campaign.id, null, 10)).toMatchObject([
      { state: 'held', holdReason: 'vacant', constituency: 'Empty Seat', mp: null, lastReply: null },
      {
        state: 'queued',
        holdReason: null,
        constituencyCode: null,
        constituency: null,
        mp: null,
        attempts: 0,
      },
    ])
  })

  test('a constituency that has ended is still exported by its name', async () => {
    const { store, campaign, clock, sign } = await openWorld(openStore)
    await sign()
    const draft = placesDraft({ constituencies: [brookside], members: [], postcodes: {} })
    await store.importPlaces(draft, clock.now(), 'save')
    expect(await store.signaturesAfter(campaign.id, null, 10)).toMatchObject([
      { constituencyCode: ashford.code, constituency: ashford.name },
    ])
  })
}
