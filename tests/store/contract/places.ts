import { expect, test } from 'vitest'
import type { PlacesDraft } from '../../../app/domain/place/import'
import type { Located, Member, Parliament, Seat } from '../../../app/domain/place/place'
import { findUnit, packSectors } from '../../../app/domain/place/sector'
import type { Store } from '../../../app/domain/store'
import {
  ashford,
  brookside,
  emptySeat,
  members,
  openCampaign,
  placesDraft,
  savePlaces,
  seated,
  silentSeat,
} from '../../support/campaign'
import { clockAt, hour } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import type { OpenStore } from './world'

const at = clockAt().now()
const day = at.toISOString().slice(0, 10)
const [asha, ben, sil] = members as [Member, Member, Member]

export function placePromises(openStore: OpenStore): void {
  async function withPlaces(): Promise<Store> {
    const store = await openStore()
    await savePlaces(store, at)
    return store
  }

  test('every seat is listed by name with who sits in it; a vacant one with nobody', async () => {
    const store = await openStore()
    expect(await store.seats()).toEqual([])
    await savePlaces(store, at)
    expect(await store.seats()).toEqual([
      seated(ashford, asha),
      seated(brookside, ben),
      seated(emptySeat, null),
      seated(silentSeat, sil),
    ])
  })

  test('a seat is found by its code, a postcode in its sector', async () => {
    const store = await withPlaces()
    expect(await store.seat(ashford.code)).toEqual(seated(ashford, asha))
    expect(await store.seat(emptySeat.code)).toEqual(seated(emptySeat, null))
    expect(await store.seat('Z14999999')).toBeNull()
    expect(await locate(store, 'ZZ2 1AA')).toEqual({ kind: 'found', code: brookside.code })
    expect(await locate(store, 'ZZ2 1AB')).toBeNull()
    expect(await locate(store, 'ZZ9 9ZZ')).toBeNull()
  })

  test('what is known of a postcode comes back as it was brought in: one constituency, several, or out of use', async () => {
    const store = await openStore()
    const packer = packSectors()
    packer.add({ full: 'ZZ1 1AA' }, { kind: 'found', code: ashford.code })
    packer.add({ full: 'ZZ1 1AB' }, { kind: 'found', code: ashford.code })
    packer.add({ full: 'ZZ1 1AB' }, { kind: 'found', code: brookside.code })
    packer.add({ full: 'ZZ1 1ZZ' }, { kind: 'terminated', since: '2016-06', code: ashford.code })
    packer.add({ full: 'ZZ1 1ZY' }, { kind: 'terminated', since: null, code: null })
    const draft = placesDraft()
    const postcodes = draft.postcodes && { ...draft.postcodes, sectors: packer.sectors() }
    const change = await store.importPlaces({ ...draft, postcodes }, at, 'save')
    expect(change.postcodes).toEqual({ total: 4, added: 4, gone: 0, moved: 0 })
    expect(await locate(store, 'ZZ1 1AA')).toEqual({ kind: 'found', code: ashford.code })
    expect(await locate(store, 'ZZ1 1AB')).toEqual({
      kind: 'several',
      codes: [ashford.code, brookside.code],
    })
    expect(await locate(store, 'ZZ1 1ZZ')).toEqual({
      kind: 'terminated',
      since: '2016-06',
      code: ashford.code,
    })
    expect(await locate(store, 'ZZ1 1ZY')).toEqual({ kind: 'terminated', since: null, code: null })
  })

  test('an import says what it changed, and tried only, it changes nothing', async () => {
    const store = await withPlaces()
    const before = await everything(store)
    const nia = { ...asha, id: 9, name: 'Nia New' }
    const renamed = { ...brookside, name: 'Brookside and Fenn' }
    const harrow = { ...ashford, code: 'Z14000105', name: 'Harrow Hill' }
    const draft = placesDraft({
      constituencies: [ashford, renamed, emptySeat, harrow],
      members: [nia, { ...ben, email: 'holt@parliament.example' }],
      postcodes: { 'ZZ1 1AA': harrow.code, 'ZZ2 1AA': brookside.code, 'ZZ5 1AA': ashford.code },
    })
    const change = {
      constituencies: {
        total: 4,
        added: ['Harrow Hill'],
        ended: ['Silent Seat'],
        changed: ['Brookside, now Brookside and Fenn'],
      },
      members: {
        total: 2,
        arrived: [{ name: 'Nia New', constituency: 'Ashford Vale' }],
        left: [
          { name: 'Asha Grange', constituency: 'Ashford Vale' },
          { name: 'Sil Lent', constituency: 'Silent Seat' },
        ],
        changed: [{ name: 'Ben Holt', constituency: 'Brookside and Fenn', what: ['email'] }],
        vacant: ['Empty Seat', 'Harrow Hill'],
      },
      postcodes: { total: 3, added: 1, gone: 2, moved: 1 },
    }
    expect(await store.importPlaces(draft, at, 'try')).toEqual(change)
    expect(await everything(store)).toEqual(before)
    expect(await store.importPlaces(draft, at, 'save')).toEqual(change)
    expect((await store.seats()).map(({ name, member }) => [name, member?.name])).toEqual([
      ['Ashford Vale', 'Nia New'],
      ['Brookside and Fenn', 'Ben Holt'],
      ['Empty Seat', undefined],
      ['Harrow Hill', undefined],
    ])
    expect(await locate(store, 'ZZ1 1AA')).toEqual({ kind: 'found', code: harrow.code })
  })

  test('a part that is not given stays as it is', async () => {
    const store = await withPlaces()
    const before = await everything(store)
    const none = { constituencies: null, members: null, postcodes: null }
    expect(await store.importPlaces(none, at, 'save')).toEqual(none)
    expect(await everything(store)).toEqual(before)
    await store.importPlaces(placesDraft({ ...none, members: [asha] }), at, 'save')
    expect(await locate(store, 'ZZ2 1AA')).toEqual({ kind: 'found', code: brookside.code })
    expect((await store.seats()).map(({ member }) => member?.name ?? null)).toEqual([
      'Asha Grange',
      null,
      null,
      null,
    ])
  })

  test('a constituency that is no longer named ends on the day the new ones begin, and what was signed there keeps it', async () => {
    const store = await withPlaces()
    const campaign = await openCampaign(store, at)
    const draft = signatureDraft(campaign, at)
    await store.recordSignatures([draft])
    const successor = { ...ashford, code: 'Z14000201', name: 'Ashford and Vale' }
    const next = placesDraft({
      constituencies: [successor, brookside],
      members: [{ ...asha, constituencyCode: successor.code }],
      postcodes: { 'ZZ1 1AA': successor.code },
    })
    const dated = {
      ...next,
      constituencies: next.constituencies && { ...next.constituencies, since: '2026-12-01' },
    }
    await store.importPlaces(dated, at, 'save')
    expect(await store.seat(successor.code)).toMatchObject({ since: '2026-12-01', until: null })
    expect(await store.seat(ashford.code)).toMatchObject({
      name: 'Ashford Vale',
      until: '2026-12-01',
      member: null,
    })
    expect((await store.seats()).map(({ name }) => name)).toEqual(['Ashford and Vale', 'Brookside'])
    expect((await store.seatsEver()).map(({ name }) => name)).toContain('Ashford Vale')
    expect((await store.signature(draft.id))?.constituencyCode).toBe(ashford.code)
  })

  test('whoever leaves is still known by their number, for letters that name them', async () => {
    const store = await withPlaces()
    await store.importPlaces(placesDraft({ members: [] }), at, 'save')
    expect(await store.member(asha.id)).toMatchObject({ name: 'Asha Grange', constituencyCode: ashford.code })
    expect(await store.member(99)).toBeNull()
  })

  test.each([
    [
      'a constituency twice',
      placesDraft({ constituencies: [brookside, brookside], members: [], postcodes: {} }),
      /Z14000102 is there twice/,
    ],
    [
      'two members of one seat',
      placesDraft({ members: [asha, { ...asha, id: 9 }] }),
      /Z14000101 is there twice/,
    ],
    [
      'a member twice',
      placesDraft({ members: [asha, { ...asha, constituencyCode: brookside.code }] }),
      /member 1 /,
    ],
    [
      'a file of members whose codes slipped beside their names',
      {
        ...placesDraft(),
        members: asCalled({ [ashford.code]: 'BROOKSIDE' }),
      },
      /calls Z14000101 BROOKSIDE, which is Z14000102: Z14000101 is Ashford Vale/,
    ],
    [
      'a member of a seat that there is not',
      placesDraft({ members: [{ ...asha, constituencyCode: 'Z14999999' }] }),
      /Asha Grange sits for Z14999999/,
    ],
    [
      'a postcode in a seat that there is not',
      placesDraft({ postcodes: { 'ZZ1 1AA': 'Z14999999' } }),
      /ZZ1 1AA lies in Z14999999/,
    ],
  ])('%s is refused, and all stays as it was', async (_, draft, words) => {
    const store = await withPlaces()
    const before = await everything(store)
    await expect(store.importPlaces(draft, at, 'save')).rejects.toThrow(words)
    await expect(store.importPlaces(draft, at, 'try')).rejects.toThrow(words)
    expect(await everything(store)).toEqual(before)
  })

  test('constituencies that leave real postcodes without one are refused; invented ones give way', async () => {
    const store = await withPlaces()
    const real = { ...ashford, code: 'E14999991', name: 'Realminster' }
    await store.importPlaces(
      placesDraft({ constituencies: [real], members: [], postcodes: null }),
      at,
      'save',
    )
    expect(await locate(store, 'ZZ1 1AA')).toBeNull()
    const postcodes = placesDraft({
      constituencies: null,
      members: null,
      postcodes: { 'ZZ1 1AA': real.code },
    })
    await store.importPlaces(postcodes, at, 'save')
    const without = placesDraft({
      constituencies: [{ ...real, code: 'E14999992' }],
      members: [],
      postcodes: null,
    })
    await expect(store.importPlaces(without, at, 'save')).rejects.toThrow(/ZZ1 1AA lies in E14999991/)
  })

  test('where its places came from is remembered, each part with its day and its credits', async () => {
    const store = await withPlaces()
    const later = new Date(+at + hour)
    await store.importPlaces(placesDraft({ constituencies: null, postcodes: null }), later, 'save')
    const source = { name: 'A file for tests', from: 'test.csv', credits: ['Invented for tests'] }
    expect((await store.placeFacts()).sources).toEqual([
      { part: 'constituencies', ...source, total: 4, readAt: at },
      { part: 'members', ...source, total: 3, readAt: later },
      { part: 'postcodes', ...source, total: 4, readAt: at },
    ])
  })

  test('a map of hexagons is kept while constituencies come and go, and gives way whole to another', async () => {
    const store = await withPlaces()
    const none = { constituencies: null, members: null, postcodes: null }
    const bring = (hexagons: Record<string, { q: number; r: number }>) =>
      store.importPlaces({ ...none, hexagons: new Map(Object.entries(hexagons)) }, at, 'save')
    const placed = async () =>
      (await store.seats()).flatMap(({ code, hexagon }) => (hexagon ? [[code, hexagon]] : []))
    const change = await bring({
      [ashford.code]: { q: 0, r: 0 },
      [brookside.code]: { q: -1, r: 2 },
      E14009999: { q: 5, r: 5 },
    })
    expect(change.hexagons).toEqual({ total: 2, without: ['Empty Seat', 'Silent Seat'] })
    await store.importPlaces(placesDraft(), at, 'save')
    expect(await placed()).toEqual([
      [ashford.code, { q: 0, r: 0 }],
      [brookside.code, { q: -1, r: 2 }],
    ])
    await expect(bring({ E14009999: { q: 5, r: 5 } })).rejects.toThrow(
      'has none of the 4 constituencies known',
    )
    await bring({ [brookside.code]: { q: 7, r: 7 } })
    expect(await placed()).toEqual([[brookside.code, { q: 7, r: 7 }]])
  })

  test('while Parliament is dissolved nobody sits; afterwards they do', async () => {
    const store = await withPlaces()
    const word = await store.placesRevision()
    expect(await store.parliament()).toMatchObject({ state: 'sitting' })
    const dissolved: Parliament = {
      state: 'dissolved',
      dissolved: '2029-05-30',
      election: '2029-07-05',
      by: 'operator',
    }
    await store.setParliament(dissolved, at)
    expect(await store.parliament()).toEqual(dissolved)
    expect(await store.placesRevision()).not.toBe(word)
    expect((await store.seats()).map(({ vacancy }) => vacancy)).toEqual(Array(4).fill('dissolved'))
    expect(await store.seat(ashford.code)).toMatchObject({ member: null, vacancy: 'dissolved' })
    await store.setParliament({ ...dissolved, state: 'sitting' }, at)
    expect(await store.seat(ashford.code)).toEqual(seated(ashford, asha))
  })

  test('a seat falls vacant until somebody is named for it, and a file that tells no by-election takes none back', async () => {
    const store = await withPlaces()
    expect(await store.vacateSeat('Z14999999', null, at)).toBe('not-found')
    expect(await store.vacateSeat(ashford.code, '2027-02-04', at)).toBe('vacated')
    const empty: Seat = { ...ashford, byElection: '2027-02-04', member: null, vacancy: 'vacant' }
    expect(await store.seat(ashford.code)).toEqual(empty)
    const renamed = placesDraft({
      constituencies: [{ ...ashford, name: 'Ashford' }, brookside, emptySeat, silentSeat],
    })
    await store.importPlaces({ ...renamed, members: null }, at, 'save')
    expect(await store.seat(ashford.code)).toEqual({ ...empty, name: 'Ashford' })
    await store.importPlaces(placesDraft({ constituencies: null, postcodes: null }), at, 'save')
    expect(await store.seat(ashford.code)).toEqual(seated({ ...ashford, name: 'Ashford' }, asha))
  })

  test('who sat in a vacated seat is known until somebody is seated there', async () => {
    const store = await withPlaces()
    expect(await store.vacatedSeats()).toEqual({})
    await store.vacateSeat(emptySeat.code, null, at)
    expect(await store.vacatedSeats()).toEqual({})
    await store.vacateSeat(ashford.code, null, at)
    await store.vacateSeat(ashford.code, '2027-02-04', at)
    await store.vacateSeat(brookside.code, null, at)
    expect(await store.vacatedSeats()).toEqual({ [ashford.code]: asha.id, [brookside.code]: ben.id })
    const sitting = placesDraft({ constituencies: null, postcodes: null, members: [asha, sil] })
    await store.importPlaces(sitting, at, 'save')
    expect(await store.vacatedSeats()).toEqual({ [brookside.code]: ben.id })
  })

  test('a constituency that a register tells of is added once, and nobody is said to have left it', async () => {
    const store = await withPlaces()
    const told = { ...ashford, code: 'E14999993', name: 'Toldminster' }
    const { since: _since, until: _until, ...named } = told
    await store.learnConstituency(named, at)
    await store.learnConstituency({ ...named, name: 'Another Name' }, at)
    expect(await store.seat(told.code)).toEqual({ ...told, member: null, vacancy: 'not-known' })
  })

  test('a constituency that had no GSS code is given it with all that was signed there', async () => {
    const store = await withPlaces()
    const { since: _since, until: _until, ...named } = ashford
    const unplaced = { region: '', regionCode: '', country: '' }
    const nameless = {
      ...named,
      ...unplaced,
      code: 'M00004074',
      name: 'Tôldminster & Vale',
      registerId: 4074,
    }
    await store.learnConstituency(nameless, at)
    const campaign = await openCampaign(store, at)
    const constituency = { code: nameless.code, by: 'chosen' as const }
    const draft = signatureDraft(campaign, at, { letter: letterDraft(), constituency })
    await store.recordSignatures([draft])
    const letterId = draft.letter?.id ?? null
    await store.confirmSignatures([{ signatureId: draft.id, letterId, constituencyCode: null, at }])
    for (const mail of await store.claimOutgoing(10, at, new Date(+at + hour)))
      await store.settleOutgoing(mail, { state: 'accepted', reply: '250' }, at)
    const none = { answer: 'none', position: null, days: null, words: null } as const
    if (letterId) await store.recordReply({ letterId, ...none, answeredAt: at })
    expect((await store.seats()).map(({ code }) => code)).toContain('M00004074')
    await store.learnConstituency({ ...named, code: 'E14999994', name: 'TOLDMINSTER AND VALE' }, at)
    expect(await store.seat('M00004074')).toBeNull()
    expect(await store.seat('E14999994')).toMatchObject({ registerId: 4074, region: ashford.region })
    expect((await store.seats()).map(({ code }) => code)).toContain('E14999994')
    expect((await store.signature(draft.id))?.constituencyCode).toBe('E14999994')
    expect(await store.counts(campaign.id)).toContainEqual({
      measure: 'by-constituency',
      key: 'E14999994',
      count: 1,
    })
    expect(await store.countsBy(campaign.id, ['replies'])).toEqual([
      { measure: 'replies', key: 'none|E14999994', count: 1 },
    ])
    expect(await store.recount()).toEqual([])
  })

  test('postcodes that were not found are counted by their outward code', async () => {
    const store = await openStore()
    await store.noteMissed([{ outward: 'ZZ9', times: 2 }], at)
    const later = new Date(+at + hour)
    await store.noteMissed(
      [
        { outward: 'ZZ9', times: 1 },
        { outward: 'ZZ8', times: 1 },
      ],
      later,
    )
    expect((await store.placeFacts()).missed).toEqual([
      { outward: 'ZZ9', times: 3, lastAt: later },
      { outward: 'ZZ8', times: 1, lastAt: later },
    ])
  })

  test('the register of members is asked by one at a time, and not again before it is due', async () => {
    const store = await openStore()
    const before = new Date(+at - 1)
    const claims = await Promise.all([store.claimSync(at, before), store.claimSync(at, before)])
    expect(claims.toSorted()).toEqual([false, true])
    expect(await store.claimSync(new Date(+at + hour), new Date(+at + 1))).toBe(true)
    expect((await store.placeFacts()).syncedAt).toEqual(new Date(+at + hour))
  })

  test('a signature whose register was away is lent, placed, counted there, and its letter goes on', async () => {
    const store = await withPlaces()
    const campaign = await openCampaign(store, at)
    const draft = signatureDraft(campaign, at, { constituency: null, seat: 'later', letter: letterDraft() })
    await store.recordSignatures([
      draft,
      signatureDraft(campaign, at, { email: 'two@example.org', constituency: null }),
    ])
    const letterId = draft.letter?.id ?? null
    await store.confirmSignatures([{ signatureId: draft.id, letterId, constituencyCode: null, at }])
    for (const mail of await store.claimOutgoing(9, at, new Date(+at + hour)))
      await store.settleOutgoing(
        mail,
        mail.kind === 'letter' ? { state: 'held', why: 'no-constituency' } : { state: 'cancelled' },
        at,
      )
    const [soon, later] = [new Date(+at + hour), new Date(+at + 2 * hour)]
    const waiting = { id: draft.id, postcode: 'ZZ1 1AA' }
    expect(await store.claimUnplaced(9, at, soon)).toEqual([])
    expect(await store.claimUnplaced(9, soon, later)).toEqual([
      { id: draft.id, postcode: 'ZZ1 1AA', attempts: 1 },
    ])
    expect(await store.claimUnplaced(9, soon, later)).toEqual([])
    expect((await store.placeFacts()).unplaced).toBe(1)
    await store.placeSignature(waiting, { kind: 'later', dueAt: soon }, soon)
    expect(await store.claimUnplaced(9, soon, later)).toMatchObject([{ id: draft.id, attempts: 2 }])
    await store.placeSignature(waiting, { kind: 'found', code: ashford.code }, soon)
    expect((await store.signature(draft.id))?.constituencyCode).toBe(ashford.code)
    expect((await store.claimOutgoing(9, soon, later)).map(mail => mail.letterId)).toEqual([letterId])
    expect((await store.placeFacts()).unplaced).toBe(0)
    expect(await store.recount()).toEqual([])
  })

  test('the counts are right whatever mailers do to a letter while its writer is placed', async () => {
    const store = await withPlaces()
    const campaign = await openCampaign(store, at)
    const drafts = Array.from({ length: 12 }, (_, number) =>
      signatureDraft(campaign, at, {
        email: `w${number}@example.org`,
        constituency: null,
        letter: letterDraft(),
      }),
    )
    await store.recordSignatures(drafts)
    for (const { id: signatureId, letter } of drafts)
      await store.confirmSignatures([
        { signatureId, letterId: letter?.id ?? null, constituencyCode: null, at },
      ])
    const mails = await store.claimOutgoing(99, at, new Date(+at + hour))
    const unknown = { state: 'unknown', reply: 'no reply' } as const
    const ending = mails.map(mail => store.settleOutgoing(mail, unknown, at))
    for (const { id } of drafts) await store.chooseConstituency(id, ashford.code, at)
    await Promise.all(ending)
    expect(await store.recount()).toEqual([])
  })

  test('one that was chosen, erased or not found meanwhile waits no more', async () => {
    const store = await withPlaces()
    const campaign = await openCampaign(store, at)
    const odd = { constituency: null, seat: 'later' as const }
    const drafts = ['one', 'two', 'three'].map(name =>
      signatureDraft(campaign, at, { ...odd, email: `${name}@example.org` }),
    )
    const [one, , three] = drafts as [(typeof drafts)[0], (typeof drafts)[0], (typeof drafts)[0]]
    await store.recordSignatures(drafts)
    await store.chooseConstituency(one.id, ashford.code, at)
    await store.eraseMailbox('two@example.org', at)
    await store.placeSignature({ id: three.id, postcode: 'ZZ1 1AA' }, { kind: 'not-found' }, at)
    expect(await store.claimUnplaced(9, new Date(+at + hour), new Date(+at + hour))).toEqual([])
    expect((await store.placeFacts()).unplaced).toBe(0)
    expect((await store.signature(one.id))?.constituencyCode).toBe(ashford.code)
  })

  test.each([
    { waited: 'for a vacant seat', code: emptySeat.code, why: 'vacant' as const },
    { waited: 'for an address', code: silentSeat.code, why: 'no-email' as const },
    { waited: 'for a general election', code: emptySeat.code, why: 'dissolved' as const },
    { waited: 'to know who sits there', code: emptySeat.code, why: 'not-known' as const },
  ])(
    'a letter that waited $waited goes on when somebody can be written to there, and not before',
    async ({ code, why }) => {
      const store = await withPlaces()
      const campaign = await openCampaign(store, at)
      const draft = signatureDraft(campaign, at, {
        letter: letterDraft(),
        constituency: { code, by: 'postcode' },
      })
      await store.recordSignatures([draft])
      const letterId = draft.letter?.id ?? null
      await store.confirmSignatures([{ signatureId: draft.id, letterId, constituencyCode: null, at }])
      const claim = () => store.claimOutgoing(9, at, new Date(+at + hour))
      for (const mail of await claim()) {
        const held =
          mail.kind === 'letter' ? { state: 'held' as const, why } : { state: 'cancelled' as const }
        await store.settleOutgoing(mail, held, at)
      }

      await savePlaces(store, at)
      expect(await claim()).toEqual([])
      const arrived = { ...asha, id: 9, constituencyCode: code }
      const dissolved: Parliament = { state: 'dissolved', dissolved: day, election: null, by: 'operator' }
      await store.setParliament(dissolved, at)
      await store.importPlaces(placesDraft({ members: [arrived] }), at, 'save')
      expect(await claim()).toEqual([])
      await store.setParliament({ ...dissolved, state: 'sitting' }, at)
      expect((await claim()).map(mail => mail.letterId)).toEqual([letterId])
      expect(await store.recount()).toEqual([])
    },
  )

  test('of many letters that waited for a general election 200 go on with it, and the others page by page', async () => {
    const store = await withPlaces()
    const campaign = await openCampaign(store, at)
    const drafts = Array.from({ length: 205 }, (_, number) =>
      signatureDraft(campaign, at, { email: `p${number}@example.org`, letter: letterDraft() }),
    )
    await store.recordSignatures(drafts)
    const dissolved: Parliament = { state: 'dissolved', dissolved: day, election: null, by: 'operator' }
    await store.setParliament(dissolved, at)
    await store.confirmSignatures(
      drafts.map(({ id, letter }) => ({
        signatureId: id,
        letterId: letter?.id ?? null,
        constituencyCode: null,
        at,
      })),
    )
    const letters = async () => {
      const mails = await store.claimOutgoing(999, at, new Date(+at + hour))
      return mails.filter(({ kind }) => kind === 'letter')
    }
    const why = { state: 'held', why: 'dissolved' } as const
    await Promise.all((await letters()).map(mail => store.settleOutgoing(mail, why, at)))
    expect(await store.releaseForPlaces(3, at)).toBe('nothing-waits')
    await store.setParliament({ ...dissolved, state: 'sitting' }, at)
    expect(await letters()).toHaveLength(200)
    expect(await store.releaseForPlaces(3, at)).toBe('more')
    expect(await letters()).toHaveLength(3)
    while ((await store.releaseForPlaces(3, at)) === 'more');
    expect(await letters()).toHaveLength(2)
  })

  test('a letter that was found waiting while somebody was just named for its seat goes on at once', async () => {
    const store = await withPlaces()
    const { letterId, claim } = await letterIn(store, emptySeat.code)
    const [mail] = (await claim()).filter(({ kind }) => kind === 'letter')
    const arrived = { ...asha, id: 9, constituencyCode: emptySeat.code }
    await store.importPlaces(placesDraft({ members: [arrived] }), at, 'save')
    if (!mail) throw new Error('no letter was lent')
    expect(await store.settleOutgoing(mail, { state: 'held', why: 'vacant' }, at)).toBe(true)
    expect((await claim()).map(one => one.letterId)).toEqual([letterId])
    expect(await store.recount()).toEqual([])
  })

  test('a letter that waited because its boundaries had ended goes on when they turn out to stand', async () => {
    const store = await withPlaces()
    const { letterId, claim } = await letterIn(store, ashford.code)
    const others = placesDraft({ constituencies: [brookside], members: [ben], postcodes: {} })
    await store.importPlaces(others, at, 'save')
    for (const mail of await claim()) await store.settleOutgoing(mail, { state: 'held', why: 'ended' }, at)
    await store.importPlaces(others, at, 'save')
    expect(await claim()).toEqual([])
    await savePlaces(store, at)
    expect((await claim()).map(one => one.letterId)).toEqual([letterId])
  })

  test('a dry run says what is done where constituencies come to be known by their codes', async () => {
    const store = await openStore()
    const nameless = { ...ashford, code: 'M00004074', registerId: 4074 }
    const first = { constituencies: [nameless], members: [{ ...asha, constituencyCode: nameless.code }] }
    await store.importPlaces(placesDraft({ ...first, postcodes: null }), at, 'save')
    const real = { ...ashford, code: 'E14999994' }
    const next = placesDraft({
      constituencies: [real],
      members: [{ ...asha, constituencyCode: real.code }],
      postcodes: { 'ZZ1 1AA': real.code },
    })
    const before = await everything(store)
    const tried = await store.importPlaces(next, at, 'try')
    expect(await everything(store)).toEqual(before)
    expect(await store.importPlaces(next, at, 'save')).toEqual(tried)
    expect(tried).toMatchObject({
      constituencies: { added: [], ended: [] },
      members: { arrived: [], left: [] },
    })
  })

  test('imports that come at once are taken one after the other, each wholly', async () => {
    const store = await withPlaces()
    const nia = { ...asha, id: 9, name: 'Nia New' }
    const one = placesDraft({
      members: [nia, ben, sil],
      postcodes: { 'ZZ1 1AA': ashford.code, 'ZZ8 1AA': ashford.code },
    })
    const swapped = [
      { ...asha, constituencyCode: brookside.code },
      { ...ben, constituencyCode: ashford.code },
    ]
    const other = placesDraft({
      members: swapped,
      postcodes: { 'ZZ1 1AA': brookside.code, 'ZZ9 1AA': brookside.code },
    })
    await Promise.all(
      [one, other, one, other, placesDraft(), one].map(draft => store.importPlaces(draft, at, 'save')),
    )
    const located = await Promise.all(
      ['ZZ1 1AA', 'ZZ8 1AA', 'ZZ9 1AA', 'ZZ2 1AA'].map(full => locate(store, full)),
    )
    const codes = located.map(found => (found?.kind === 'found' ? found.code : null))
    const sitting = (await store.seats()).map(({ member }) => member?.name ?? null)
    expect([
      [
        [ashford.code, ashford.code, null, null],
        ['Nia New', 'Ben Holt', null, 'Sil Lent'],
      ],
      [
        [brookside.code, null, brookside.code, null],
        ['Ben Holt', 'Asha Grange', null, null],
      ],
      [
        [ashford.code, null, null, brookside.code],
        ['Asha Grange', 'Ben Holt', null, 'Sil Lent'],
      ],
    ]).toContainEqual([codes, sitting])
  })

  test('the postcode of a signature that was withdrawn is asked for no more', async () => {
    const store = await withPlaces()
    const campaign = await openCampaign(store, at)
    const draft = signatureDraft(campaign, at, { constituency: null, seat: 'later' })
    await store.recordSignatures([draft])
    await store.withdrawSignature(draft.id, at)
    const soon = new Date(+at + hour)
    expect(await store.claimUnplaced(9, soon, soon)).toEqual([])
    expect((await store.placeFacts()).unplaced).toBe(0)
  })

  test('what was asked for one postcode does not place a signature that has another by now', async () => {
    const store = await withPlaces()
    const campaign = await openCampaign(store, at)
    const later = { constituency: null, seat: 'later' as const }
    const draft = signatureDraft(campaign, at, { ...later, postcode: 'ZZ1 1AA' })
    await store.recordSignatures([draft])
    const soon = new Date(+at + hour)
    const [asked] = await store.claimUnplaced(9, soon, soon)
    if (!asked) throw new Error('nothing was lent')
    await store.withdrawSignature(draft.id, soon)
    await store.recordSignatures([signatureDraft(campaign, soon, { ...later, postcode: 'ZZ2 1AA' })])
    await store.placeSignature(asked, { kind: 'found', code: ashford.code }, soon)
    expect((await store.signature(draft.id))?.constituencyCode).toBeNull()
    expect(await store.claimUnplaced(9, new Date(+soon + hour), soon)).toMatchObject([
      { id: draft.id, postcode: 'ZZ2 1AA' },
    ])
  })
}

/** Somebody's letter, confirmed and due, and what lends whatever is due. */
async function letterIn(store: Store, code: string) {
  const campaign = await openCampaign(store, at)
  const draft = signatureDraft(campaign, at, {
    letter: letterDraft(),
    constituency: { code, by: 'postcode' },
  })
  await store.recordSignatures([draft])
  const claim = () => store.claimOutgoing(9, at, new Date(+at + hour))
  for (const mail of await claim()) await store.settleOutgoing(mail, { state: 'cancelled' }, at)
  const letterId = draft.letter?.id ?? null
  await store.confirmSignatures([{ signatureId: draft.id, letterId, constituencyCode: null, at }])
  return { letterId, claim }
}

/** The members as ever, from a file that names their constituencies too. */
function asCalled(calls: Readonly<Record<string, string>>): NonNullable<PlacesDraft['members']> {
  const { members } = placesDraft()
  if (!members) throw new Error('no members')
  return { ...members, calls: new Map(Object.entries(calls)) }
}

async function locate(store: Store, full: string): Promise<Located | null> {
  const sector = await store.sector(full.slice(0, -2))
  return sector && findUnit(sector, { full })
}

async function everything(store: Store) {
  const sectors = await Promise.all(['ZZ1 1', 'ZZ2 1', 'ZZ5 1'].map(name => store.sector(name)))
  return { seats: await store.seatsEver(), sectors }
}
