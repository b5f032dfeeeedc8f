import { expect, test } from 'vitest'
import { campaignText, openCampaign } from '../../support/campaign'
import { hour } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { journeysKeepTheTallies } from './model'
import { type OpenStore, openWorld } from './world'

export function countingPromises(openStore: OpenStore): void {
  test('a confirmed signature is on every tally: all, constituency, country, principle, day and hour', async () => {
    const { clock, sign, confirm, tallies } = await openWorld(openStore)
    const { id } = await sign({ country: 'FR', principles: ['lights', 'zebra'] })
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
