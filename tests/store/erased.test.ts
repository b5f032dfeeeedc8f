import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { campaignText, openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { signatureDraft } from '../support/drafts'
import { openTestStore } from '../support/store'
import { subscribe } from '../support/updates'
import { found, select, tracesIn } from './bytes'
import { journey, letter, signed, tell } from './journey'

describe('what was erased is gone from the bytes', () => {
  test('neither sealed values, old or new, nor the mailbox’s index are in the file or its log', async () => {
    const { store, file } = openTestStore()
    await tell(store, (await journey(store)).letterId)
    const traces = tracesIn(file)
    for (const id of traces.ids) await store.correctName(id, 'Florence Quillfeather-Jones')
    const after = tracesIn(file)
    const all = [...traces.bytes, ...after.bytes]
    expect(all.length).toBeGreaterThanOrEqual(9)

    expect(await store.eraseMailbox('nightingale@zebra.example', clockAt().now())).toBe(2)

    expect(found(all, file)).toEqual([])
    expect(statSync(`${file}-wal`).size).toBe(0)
  })

  test('nor what was held of whoever asked for updates without signing', async () => {
    const { store, file } = openTestStore()
    const clock = clockAt()
    const held = { store, clock, campaign: await openCampaign(store, clock.now()) }
    for (const erase of ['everything', 'subscription'] as const) {
      const id = await subscribe(held, 'nightingale@zebra.example')
      const traces = tracesIn(file).bytes
      expect(traces).toHaveLength(2)
      if (erase === 'everything')
        expect(await store.eraseMailbox('nightingale@zebra.example', clock.now())).toBe(1)
      else expect(await store.forgetSubscriber(id, clock.now())).toBe('forgotten')
      expect(found(traces, file)).toEqual([])
    }
  })

  test('of many, those erased leave no trace and the others stay whole', async () => {
    const { store, file } = openTestStore()
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    const drafts = Array.from({ length: 300 }, (_, index) => ({
      ...signatureDraft(campaign, clock.now(), { email: `p${index}@zebra.example`, name: `Person ${index}` }),
      letter: letter(`Words of ${index} `.repeat(1 + (index % 40))),
    }))
    await store.recordSignatures(drafts)
    const everything = tracesIn(file).bytes
    const gone = drafts.filter((_, index) => index % 3 === 0)
    for (const { mailbox } of gone) await store.eraseMailbox(mailbox, clock.now())
    const kept = new Set(tracesIn(file).bytes.map(bytes => bytes.toString('hex')))
    const erased = everything.filter(bytes => !kept.has(bytes.toString('hex')))
    expect(erased).toHaveLength(gone.length * 3)
    expect(found(erased, file)).toEqual([])
    const names = (await store.signaturesAfter(campaign.id, null, 1000)).map(({ person: { name } }) => name)
    expect(names).toEqual(drafts.filter((_, index) => index % 3 !== 0).map(one => one.person.name))
  })

  test('though somebody was reading when it was erased', async () => {
    const { store, file } = openTestStore()
    await journey(store)
    const traces = tracesIn(file)
    const reader = new Database(file, { readonly: true })
    onTestFinished(() => void reader.close())
    reader.exec('begin')
    reader.prepare('select count(*) from signature').get() // holds the log as it is now

    const erasing = store.eraseMailbox('nightingale@zebra.example', clockAt().now())
    expect(found(traces.bytes, file), 'while they read').not.toEqual([])
    reader.exec('commit')

    expect(await erasing).toBe(2)
    expect(found(traces.bytes, file)).toEqual([])
  })

  test('nobody waits for that reader: the store goes on meanwhile', async () => {
    const { store, file } = openTestStore()
    const { id } = await journey(store)
    const reader = new Database(file, { readonly: true })
    onTestFinished(() => void reader.close())
    reader.exec('begin')
    reader.prepare('select count(*) from signature').get()
    const ended: string[] = []
    const erasing = store
      .eraseMailbox('nightingale@zebra.example', clockAt().now())
      .then(() => ended.push('erasing'))
    expect(await store.signature(id)).toBeNull()
    await openCampaign(store, clockAt().now(), campaignText({ slug: 'another' }))
    ended.push('writing')
    reader.exec('commit')
    await erasing
    expect(ended).toEqual(['writing', 'erasing'])
  })

  test('the words of a letter that was cancelled are gone once the log is emptied', async () => {
    const { store, file } = openTestStore()
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    const { id } = await signed(store, campaign, clock)
    const [row] = select(file, 'select sealed from letter')
    await store.withdrawSignature(id, clock.now())
    await store.close()
    expect(found([Buffer.from(row?.sealed as Uint8Array)], file)).toEqual([])
  })
})
