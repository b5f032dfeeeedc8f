import { expect, test } from 'vitest'
import { fieldsOf } from '../../app/domain/draft/text'
import { minute } from '../support/clock'
import { signInAs } from '../support/organiser'
import { openWorld } from './world'

test('an organiser is mailed a sample of the draft, as an office would get it, and not twice in a minute', async () => {
  const { store, clock, campaign, sink, tick } = await openWorld()
  const organiser = await signInAs(store, clock.now(), 'editor', { name: 'Olive Ganiser' })
  const fields = { ...fieldsOf(campaign.text), 'letter.subjects': 'From the draft' }
  await store.saveDraft(
    { campaignId: campaign.id, fields, basis: 1, savedBy: organiser.id, savedAt: clock.now() },
    null,
  )
  const queue = () => store.queueTestLetter(campaign.id, organiser.id, clock.now())
  expect([await queue(), await queue()]).toEqual(['queued', 'sent-lately'])
  clock.advance(minute)
  expect(await queue()).toBe('queued')
  await tick()
  expect(sink.mails).toHaveLength(2)
  const [mail] = sink.mails
  expect(mail?.to).toEqual([organiser.email])
  expect(mail?.parsed.subject).toBe('From the draft')
  expect(mail?.parsed.from?.text).toBe('"Olive Ganiser" <campaigns@undersigned.example>')
  expect(mail?.parsed.text).toMatch(
    /^Dear Alex Sample,\n\n[\s\S]*Olive Ganiser\n1 Sample Street\nSampleford\nZZ1 1AA/,
  )
})

test('whoever was disabled meanwhile is mailed nothing', async () => {
  const { store, clock, campaign, sink, tick } = await openWorld()
  await signInAs(store, clock.now(), 'owner')
  const organiser = await signInAs(store, clock.now(), 'editor')
  await store.queueTestLetter(campaign.id, organiser.id, clock.now())
  const entry = { actor: 'operator', object: 'test', campaignId: null, reason: null, detail: {} } as const
  await store.disableOrganiser(organiser.id, { ...entry, action: 'organiser-disabled', at: clock.now() })
  await tick()
  expect(sink.mails).toEqual([])
})
