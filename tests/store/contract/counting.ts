import { expect, test } from 'vitest'
import { campaignText, openCampaign } from '../../support/campaign'
import { hour } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { journeysKeepTheTallies } from './model'
import { type OpenStore, openWorld } from './world'

export function countingPromises(openStore: OpenStore): void {
  test('a confirmed signature is on every tally: all, constituency, country, principle, day, hour and source', async () => {
    const { clock, sign, confirm, tallies } = await openWorld(openStore)
    const { id } = await sign({ country: 'FR', principles: ['lights', 'zebra'], source: 'leaflet' })
    expect(await tallies()).toEqual({})
    clock.advance(13 * hour) // counted when it is confirmed, in UTC
    await confirm(id)
    expect(await tallies()).toEqual({
      'signatures/': 1,
      'by-constituency/Z14000101': 1,
      'by-country/FR': 1,
      'by-principle/lights|Z14000101': 1,
      'by-principle/zebra|Z14000101': 1,
      'by-day/2026-11-24': 1,
      'by-hour/2026-11-24T01': 1,
      'by-day-constituency/2026-11-24|Z14000101': 1,
      'by-month-constituency/2026-11|Z14000101': 1,
      'by-source/leaflet': 1,
    })
  })

  test('a signature without a constituency counts for none', async () => {
    const { signAndConfirm, tallies } = await openWorld(openStore)
    await signAndConfirm({ constituency: null, postcode: '', country: 'NZ' })
    expect(await tallies()).toMatchObject({ 'by-constituency/': 1, 'by-principle/zebra|': 1 })
  })

  test('an accepted letter is on the day it was accepted', async () => {
    const { clock, signAndConfirm, collect, tallies } = await openWorld(openStore)
    await signAndConfirm({ letter: letterDraft() })
    expect(await tallies()).toMatchObject({ 'letters/waiting|Z14000101': 1 })
    clock.advance(12 * hour)
    await collect()
    const after = await tallies()
    expect(after).toMatchObject({ 'letters/accepted|Z14000101': 1, 'letters-by-day/2026-11-24': 1 })
    expect(Object.keys(after)).not.toContain('letters/waiting|Z14000101')
  })

  test('the day of a constituency is London’s: half an hour before its midnight in summer is another day than UTC’s', async () => {
    const { clock, signAndConfirm, tallies } = await openWorld(openStore)
    clock.advance(Date.parse('2027-06-30T23:30:00Z') - clock.now().getTime())
    await signAndConfirm({ constituency: null, postcode: '' })
    expect(await tallies()).toMatchObject({ 'by-day/2027-06-30': 1, 'by-day-constituency/2027-07-01|': 1 })
  })

  test('what is counted is read by keys, or from one day up to another added up by constituency', async () => {
    const { store, campaign, clock, signAndConfirm } = await openWorld(openStore)
    for (let number = 0; number < 4; number++) {
      await signAndConfirm({ email: `p${number}@example.org` })
      clock.advance(24 * hour)
    }
    const measure = 'by-day-constituency'
    const on = (day: string) => ({ measure, key: `${day}|Z14000101`, count: 1 })
    const nobody = await signAndConfirm({ email: 'abroad@example.org', constituency: null })
    const places = (from: string, before: string) => store.countsByPlace(campaign.id, from, before)
    expect(await places('2026-11-24', '2026-11-26')).toEqual([{ code: 'Z14000101', count: 2 }])
    expect(await places('', ':')).toEqual([
      { code: '', count: 1 },
      { code: 'Z14000101', count: 4 },
    ])
    await store.withdrawSignature(nobody.id, clock.now())
    expect(await places('2026-11-27', ':'), 'what counts nothing any more is left out').toEqual([])
    expect(await store.countsByPlace(99, '', ':')).toEqual([])
    const keys = ['2026-11-26|Z14000101', '2026-11-23|Z14000101', '2026-11-23|Z14000102']
    expect(await store.countsAt(campaign.id, measure, keys)).toEqual([on('2026-11-23'), on('2026-11-26')])
    expect(await store.countsAt(campaign.id, measure, [])).toEqual([])
  })

  test('a stretch of many days is added up from whole months and the days around them, and is as exact', async () => {
    const { store, campaign, clock, signAndConfirm } = await openWorld(openStore)
    const days: string[] = []
    for (let number = 0; number < 12; number++) {
      await signAndConfirm({ email: `p${number}@example.org` })
      days.push(clock.now().toISOString().slice(0, 10))
      clock.advance(11 * 24 * hour)
    }
    const within = async (from: string, before: string) =>
      (await store.countsByPlace(campaign.id, from, before))[0]?.count ?? 0
    const ends = ['', ...days, '2026-12-01', '2027-01-01', '2027-03-01'].sort()
    for (const [at, from] of ends.entries())
      for (const before of [...ends.slice(at), ':'])
        expect(await within(from, before), `${from} to ${before}`).toBe(
          days.filter(day => day >= from && day < before).length,
        )
  })

  test('each campaign counts its own', async () => {
    const { store, clock, campaign, signAndConfirm, confirm } = await openWorld(openStore)
    await signAndConfirm()
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    for (const email of ['one@example.org', 'two@example.org']) {
      const draft = signatureDraft(other, clock.now(), { email })
      await store.recordSignatures([draft])
      await confirm(draft.id)
    }
    expect(await store.signatureCount(campaign.id)).toBe(1)
    expect(await store.signatureCount(other.id)).toBe(2)
    expect(await store.signatureCount(99)).toBe(0)
    expect(await store.counts(99)).toEqual([])
  })

  test('whatever happens in whatever order, the tallies say what a recount says, and what a simple model says', () =>
    journeysKeepTheTallies(openStore))
}
