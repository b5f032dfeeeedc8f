import { expect, test } from 'vitest'
import type { Campaign } from '../../app/domain/campaign/campaign'
import { earlierLetters, readOpenCampaigns } from '../../app/domain/likeness/earlier-letters'
import { fingerprint } from '../../app/domain/likeness/likeness'
import { likenessOf } from '../../app/domain/signature/sign'
import type { Store } from '../../app/domain/store'
import { grantWish } from '../../app/domain/supporter/supporter'
import { openWorld, type World } from '../store/contract/world'
import { campaignText, openCampaign } from '../support/campaign'
import { hour, minute, second } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

const room = { letters: 1000, bytes: 1e9, bytesInAll: 1e9 }

/** A world whose letters are of one kept window each, and what a process that knows nothing yet makes of them. */
async function open() {
  const world = await openWorld(() => openTestStore().store)
  const asked: number[] = []
  const store: Store = {
    ...world.store,
    fingerprintsBefore(campaignId, before, limit) {
      asked.push(campaignId)
      return world.store.fingerprintsBefore(campaignId, before, limit)
    },
  }
  const process = (odd = {}) => earlierLetters(store, world.clock.now, { ...room, ...odd })
  return { ...world, world, asked, process }
}

let people = 0

/** So many people each confirm a letter of these windows at one moment. */
async function write({ store, clock, campaign }: World, fingerprint: number[], many = 1, odd: Odd = {}) {
  const { at = clock.now(), to = campaign } = odd
  const drafts = Array.from({ length: many }, () =>
    signatureDraft(to, at, { email: `p${people++}@example.org`, letter: { ...letterDraft(), fingerprint } }),
  )
  await store.recordSignatures(drafts)
  const confirmed = drafts.map(({ id, letter }) => ({ signatureId: id, letterId: letter?.id ?? null }))
  await store.confirmSignatures(confirmed.map(one => ({ ...one, constituencyCode: null, at })))
  return drafts
}

interface Odd {
  readonly at?: Date
  readonly to?: Campaign
}

test('a letter is compared with all that were confirmed before, however many pages they fill', async () => {
  const { world, campaign, process, asked, clock } = await open()
  await write(world, [16, 32], 1000)
  clock.advance(minute)
  await write(world, [32, 48], 1)
  const letters = process({ letters: 10_000 })
  expect(await letters.compare(campaign.id, [16, 32], null)).toEqual({ greatest: 1, alike: 1001 })
  expect(await letters.compare(campaign.id, [48, 64, 80], null)).toEqual({ greatest: 0.4, alike: 0 })
  expect(asked).toHaveLength(2)
})

test('whoever asks while they are being read waits for the same reading', async () => {
  const { world, campaign, process, asked } = await open()
  await write(world, [16], 1001)
  const letters = process({ letters: 10_000 })
  const answers = await Promise.all([1, 2, 3].map(() => letters.compare(campaign.id, [16], null)))
  expect(answers).toEqual(Array(3).fill({ greatest: 1, alike: 1001 }))
  expect(asked).toHaveLength(2)
})

test('a letter counts within a second of being confirmed, in every process', async () => {
  const { world, campaign, process, clock, asked } = await open()
  const [one, other] = [process(), process()]
  const alike = () =>
    Promise.all([one, other].map(async letters => (await letters.compare(campaign.id, [16], null)).alike))
  expect(await alike()).toEqual([0, 0])
  await write(world, [16])
  clock.advance(second)
  expect(await alike()).toEqual([1, 1])
  clock.advance(second)
  await write(world, [16], 2)
  await alike()
  expect(await alike()).toEqual([3, 3])
  expect(asked).toHaveLength(6) // no more often than that
})

test('a letter whose confirmation was written late is not missed, and none counts twice', async () => {
  const { world, campaign, process, clock } = await open()
  const letters = process()
  const alike = async () => (await letters.compare(campaign.id, [16], null)).alike
  const early = clock.now()
  clock.advance(15 * second)
  await write(world, [16], 3)
  expect(await alike()).toBe(3)
  await write(world, [16], 2, { at: early })
  for (const after of [second, second, minute, minute]) {
    clock.advance(after)
    expect(await alike()).toBe(5)
  }
})

test('a letter of another campaign is compared with none of this one', async () => {
  const { world, store, campaign, process, clock } = await open()
  const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
  await write(world, [16], 2)
  await write(world, [16], 1, { to: other })
  const letters = process()
  expect((await letters.compare(campaign.id, [16], null)).alike).toBe(2)
  expect((await letters.compare(other.id, [16], null)).alike).toBe(1)
})

test('a letter that was withdrawn is compared with for an hour at most', async () => {
  const { world, store, campaign, process, clock } = await open()
  const letters = process()
  const [draft] = await write(world, [16])
  const alike = async () => (await letters.compare(campaign.id, [16], null)).alike
  expect(await alike()).toBe(1)
  if (draft) await store.withdrawSignature(draft.id, clock.now())
  clock.advance(hour)
  expect(await alike()).toBe(0)
})

test('what one process erased it compares with no more', async () => {
  const { world, store, campaign, clock } = await open()
  const ports = testPorts(store, clock)
  const body = 'Please paint the stripes on Mill Lane before the winter comes.'
  await write(world, [...fingerprint(body)], 2)
  expect((await likenessOf(ports, campaign, body)).alike).toBe(2)
  const mailbox = `p${people - 1}@example.org`
  const records = (await store.heldForMailbox(mailbox)).map(one => ({ ...one, campaign, consent: null }))
  expect(records).toHaveLength(1)
  await grantWish(ports, { kind: 'held', subscriptions: [], mailbox, records }, { kind: 'erase' })
  expect((await likenessOf(ports, campaign, body)).alike).toBe(1)
})

test('of a campaign with more letters than there is room for the latest are compared with', async () => {
  const { world, campaign, process, clock } = await open()
  await write(world, [16], 1000)
  clock.advance(minute)
  await write(world, [32], 1000)
  const letters = process({ letters: 1000 })
  const compare = async (window: number) => (await letters.compare(campaign.id, [window], null)).alike
  expect([await compare(16), await compare(32)]).toEqual([0, 1000])
  clock.advance(minute)
  await write(world, [48], 99)
  expect([await compare(32), await compare(48)]).toEqual([1000, 99]) // a tenth more may come before they are read anew
  clock.advance(minute)
  await write(world, [64], 902)
  await compare(64)
  expect([await compare(32), await compare(48), await compare(64)]).toEqual([0, 98, 902])
})

test('of many campaigns those are kept that were asked of last', async () => {
  const { world, store, campaign, process, clock, asked } = await open()
  const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
  await write(world, [16], 100)
  await write(world, [16], 100, { to: other })
  const letters = process({ bytesInAll: 1 })
  for (const { id } of [campaign, campaign, other, campaign])
    expect((await letters.compare(id, [16], null)).alike).toBe(100)
  expect(asked).toEqual([campaign.id, other.id, campaign.id])
})

test('where the store fails whoever asks is told, and the next is answered rightly', async () => {
  const { world, campaign, clock, store } = await open()
  await write(world, [16], 1001)
  let pages = 0
  const failing: Pick<Store, 'fingerprintsBefore'> = {
    fingerprintsBefore: async (...given) => {
      if (++pages === 2) throw new Error('the disk is away')
      return store.fingerprintsBefore(...given)
    },
  }
  const letters = earlierLetters(failing, clock.now)
  await expect(letters.compare(campaign.id, [16], null)).rejects.toThrow('the disk is away')
  expect((await letters.compare(campaign.id, [16], null)).alike).toBe(1001)
})

test('a process reads the letters of open campaigns before anybody asks', async () => {
  const { world, store, clock, asked, campaign, process } = await open()
  const closed = await openCampaign(store, clock.now(), campaignText({ slug: 'closed' }))
  await store.setCampaignState('closed', 'closed', clock.now())
  await write(world, [16], 3)
  const ports = { ...testPorts(store, clock), earlierLetters: process() }
  await readOpenCampaigns(ports)
  expect(asked).toEqual([campaign.id])
  expect((await ports.earlierLetters.compare(campaign.id, [16], null)).alike).toBe(3)
  expect(asked).not.toContain(closed.id)
  expect(asked).toHaveLength(1)
})
