import { expect, test } from 'vitest'
import {
  ashford,
  brookside,
  emptySeat,
  members,
  openCampaign,
  savePlaces,
  silentSeat,
} from '../../support/campaign'
import { clockAt, hour } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import type { OpenStore } from './world'

const at = clockAt().now()
const [asha, ben, sil] = members

export function placePromises(openStore: OpenStore): void {
  test('every seat is listed by name with who sits in it; a vacant one with nobody', async () => {
    const store = await openStore()
    expect(await store.seats()).toEqual([])
    await savePlaces(store, at)
    expect(await store.seats()).toEqual([
      { ...ashford, member: asha },
      { ...brookside, member: ben },
      { ...emptySeat, member: null },
      { ...silentSeat, member: sil },
    ])
  })

  test('a seat is found by its code, a constituency by a postcode in it', async () => {
    const store = await openStore()
    await savePlaces(store, at)
    expect(await store.seat(ashford.code)).toEqual({ ...ashford, member: asha })
    expect(await store.seat(emptySeat.code)).toEqual({ ...emptySeat, member: null })
    expect(await store.seat('Z14999999')).toBeNull()
    expect(await store.constituencyOfPostcode('ZZ2 1AA')).toBe(brookside.code)
    expect(await store.constituencyOfPostcode('ZZ9 9ZZ')).toBeNull()
  })

  test('many who ask at once are each answered for their own postcode, found or not', async () => {
    const store = await openStore()
    await savePlaces(store, at)
    const asked = Array.from({ length: 50 }, (_, n) => `ZZ${n % 5} 1AA`)
    const codes = [null, ashford.code, brookside.code, emptySeat.code, silentSeat.code]
    expect(await Promise.all(asked.map(one => store.constituencyOfPostcode(one)))).toEqual(
      asked.map((_, n) => codes[n % 5]),
    )
  })

  test('a postcode of a seat that there is not leads nowhere', async () => {
    const store = await openStore()
    const postcodes = [{ postcode: 'ZZ1 1AA', code: ashford.code }]
    await store.savePlaces({ constituencies: [brookside], members: [], postcodes }, at)
    expect(await store.constituencyOfPostcode('ZZ1 1AA')).toBeNull()
  })

  test('new places take the place of all the old ones', async () => {
    const store = await openStore()
    await savePlaces(store, at)
    const since = new Date('2026-10-01T00:00:00.000Z')
    const newMember = { ...(asha as NonNullable<typeof asha>), id: 9, name: 'Nia New', since }
    const postcodes = [{ postcode: 'ZZ2 1AA', code: ashford.code }]
    await store.savePlaces({ constituencies: [ashford], members: [newMember], postcodes }, at)
    expect(await store.seats()).toEqual([{ ...ashford, member: newMember }])
    expect(await store.constituencyOfPostcode('ZZ2 1AA')).toBe(ashford.code)
    expect(await store.constituencyOfPostcode('ZZ1 1AA')).toBeNull()
  })

  test('places that contradict themselves are refused, and the old ones stay', async () => {
    const store = await openStore()
    await savePlaces(store, at)
    const twice = { constituencies: [brookside, brookside], members: [], postcodes: [] }
    await expect(store.savePlaces(twice, at)).rejects.toThrow()
    expect(await store.seats()).toHaveLength(4)
    expect(await store.constituencyOfPostcode('ZZ1 1AA')).toBe(ashford.code)
  })

  test.each([
    { waited: 'for a vacant seat', code: emptySeat.code, why: 'vacant' as const },
    { waited: 'for an address', code: silentSeat.code, why: 'no-email' as const },
  ])(
    'a letter that waited $waited goes on when somebody can be written to there, and not before',
    async ({ code, why }) => {
      const store = await openStore()
      await savePlaces(store, at)
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
      const arrived = { ...(asha as NonNullable<typeof asha>), id: 9, constituencyCode: code }
      await store.savePlaces(
        { constituencies: [emptySeat, silentSeat], members: [arrived], postcodes: [] },
        at,
      )
      expect((await claim()).map(mail => mail.letterId)).toEqual([letterId])
      expect(await store.recount()).toEqual([])
    },
  )
}
