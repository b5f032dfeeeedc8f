import { expect, test } from 'vitest'
import { type CsvProfile, writeCsv } from '../../app/domain/csv'
import { type ExportName, wholeExport } from '../../app/domain/export/choice'
import { exportPages } from '../../app/domain/export/export'
import type { LetterId, SignatureId } from '../../app/domain/id'
import { openWorld, type World } from '../store/contract/world'
import { campaignText } from '../support/campaign'
import { day } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

const newWorld = () => openWorld(() => openTestStore().store)

test('counts has a row for each constituency that counts anything, by code, and one for those without', async () => {
  const world = await newWorld()
  const brookside = { constituency: { code: 'Z14000102', by: 'postcode' } } as const
  await world.signAndConfirm({ email: 'a@example.org', ...brookside })
  await world.signAndConfirm({ email: 'b@example.org', letter: letterDraft() })
  await world.signAndConfirm({ email: 'c@example.org', constituency: null })
  await world.sign({ email: 'unconfirmed@example.org', constituency: { code: 'Z14000103', by: 'postcode' } })

  expect(await exported(world, 'counts')).toEqual([
    'constituency_code,constituency,region,country,mp,signatures,letters_queued,letters_accepted,letters_failed,replies',
    'Z14000101,Ashford Vale,Test Region,Testland,Asha Grange,1,1,0,0,0',
    'Z14000102,Brookside,Test Region,Testland,Ben Holt,1,0,0,0,0',
    ',,,,,1,0,0,0,0',
  ])
})

test('counts follows a letter from queued to accepted, and names no MP where the seat is vacant', async () => {
  const world = await newWorld()
  const vacant = { constituency: { code: 'Z14000103', by: 'postcode' } } as const
  await world.signAndConfirm({ email: 'a@example.org', ...vacant })
  await world.signAndConfirm({ letter: letterDraft() })
  await world.collect()

  const [, ashford, empty] = await exported(world, 'counts')
  expect(ashford).toBe('Z14000101,Ashford Vale,Test Region,Testland,Asha Grange,1,0,1,0,0')
  expect(empty).toBe('Z14000103,Empty Seat,Test Region,Testland,,1,0,0,0,0')
})

test('counts leaves no row behind for a constituency whose only signature was withdrawn', async () => {
  const world = await newWorld()
  const { id } = await world.signAndConfirm()
  await world.store.withdrawSignature(id, world.clock.now())
  expect(await exported(world, 'counts')).toHaveLength(1)
})

test('by-day counts signatures on the day they were confirmed and letters on the day they were accepted', async () => {
  const world = await newWorld()
  await world.signAndConfirm({ email: 'a@example.org', letter: letterDraft() })
  world.clock.advance(day)
  await world.collect()
  world.clock.advance(day)
  await world.signAndConfirm({ email: 'b@example.org' })

  expect(await exported(world, 'by-day')).toEqual([
    'date,signatures,letters_accepted',
    '2026-11-23,1,0',
    '2026-11-24,0,1',
    '2026-11-25,1,0',
  ])
})

test("by-principle keeps the campaign's order of principles, each by code", async () => {
  const world = await newWorld()
  await world.signAndConfirm({ email: 'a@example.org', principles: ['lights', 'zebra'] })
  await world.signAndConfirm({ email: 'b@example.org', principles: ['lights'], constituency: null })

  expect(await exported(world, 'by-principle')).toEqual([
    'principle,constituency_code,signatures',
    'zebra,Z14000101,1',
    'lights,Z14000101,1',
    'lights,,1',
  ])
})

test('by-principle still counts a principle that the campaign has dropped, last', async () => {
  const world = await newWorld()
  await world.signAndConfirm({ principles: ['zebra', 'lights'] })
  const [, lights] = world.campaign.text.principles
  const shorter = { ...world.campaign, text: campaignText({ principles: [lights] }) }

  const lines = await exported(world, 'by-principle', 'spreadsheet', shorter)
  expect(lines.slice(1)).toEqual(['lights,Z14000101,1', 'zebra,Z14000101,1'])
})

test('signatures holds pending and confirmed ones with all that was given, and no other', async () => {
  const world = await newWorld()
  const rosa = await world.signAndConfirm({
    principles: ['lights', 'zebra'],
    updates: true,
    source: 'leaflet',
  })
  const ann = await world.sign({ email: 'ann@example.org', name: 'Ann Loy', constituency: null })
  const gone = await world.signAndConfirm({ email: 'gone@example.org' })
  await world.store.withdrawSignature(gone.id, world.clock.now())
  await world.sign({ email: 'bot@example.org', verdict: 'bot' })

  const at = '2026-11-23T12:00:00.000Z'
  expect(await exported(world, 'signatures')).toEqual([
    'signature_id,name,email,postcode,constituency_code,constituency,signed_at,confirmed_at,principles,updates,consent_version,source,state',
    `${rosa.id},Rosa Lind,rosa@example.org,ZZ1 1AA,Z14000101,Ashford Vale,${at},${at},lights zebra,yes,1,leaflet,confirmed`,
    `${ann.id},Ann Loy,ann@example.org,ZZ1 1AA,,,${at},,zebra,no,1,,pending`,
  ])
})

test('a name that a spreadsheet would run is exported as words, and to a machine as it is', async () => {
  const world = await newWorld()
  await world.sign({ name: '=HYPERLINK("http://evil.example")' })
  const [, safe] = await exported(world, 'signatures')
  const [, raw] = await exported(world, 'signatures', 'machine')
  expect(safe).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  expect(raw).toContain(`,"=HYPERLINK(""http://evil.example"")",`)
})

test('letters tells where each confirmed letter is and what the relay said', async () => {
  const world = await newWorld()
  const { letter } = await world.signAndConfirm({ letter: { ...letterDraft(), likeness: 0.25 } })
  await world.sign({ email: 'later@example.org', letter: letterDraft() })
  world.clock.advance(day)
  await world.collect()

  expect(await exported(world, 'letters')).toEqual([
    'letter_id,constituency_code,constituency,mp,state,queued_at,accepted_at,attempts,last_smtp_reply,likeness',
    `${letter?.id},Z14000101,Ashford Vale,Asha Grange,accepted,2026-11-23T12:00:00.000Z,2026-11-24T12:00:00.000Z,1,250 taken,0.25`,
  ])
})

test('replies tells what came of each letter, and counts has those that were answered', async () => {
  const world = await newWorld()
  const ids: LetterId[] = []
  for (const email of ['a@example.org', 'b@example.org']) {
    const { letter } = await world.signAndConfirm({ email, letter: letterDraft() })
    if (letter) ids.push(letter.id)
  }
  await world.collect()
  const [one, other] = ids as [LetterId, LetterId]
  const words = '=1+1\n"Dear" Rosa,'
  const answered = { answer: 'answered', position: 'agrees-in-part', days: 3, words } as const
  await world.store.recordReply({ letterId: one, ...answered, answeredAt: world.clock.now() })
  const none = { answer: 'none', position: null, days: null, words: null } as const
  await world.store.recordReply({ letterId: other, ...none, answeredAt: world.clock.now() })

  const at = '2026-11-23T12:00:00.000Z'
  const where = 'Z14000101,Ashford Vale,Asha Grange'
  expect((await exported(world, 'replies')).join('\r\n')).toBe(
    [
      'letter_id,constituency_code,constituency,mp,answer,position,days,answered_at,reply',
      `${one},${where},answered,agrees-in-part,3,${at},"'=1+1\n""Dear"" Rosa,"`,
      `${other},${where},none,,,${at},`,
    ].join('\r\n'),
  )
  expect((await exported(world, 'replies', 'machine')).join('\r\n')).toContain(`,"=1+1\n""Dear"" Rosa,"`)
  expect((await exported(world, 'counts'))[1]).toMatch(/,2,0,2,0,1$/)
})

test('an export longer than a page holds each signature once, in the order of ids', async () => {
  const world = await newWorld()
  const { store, clock } = world
  const draft = await world.sign({ email: 'one@example.org' })
  const { answer: _, ...template } = draft
  const drafts = Array.from({ length: 2300 }, (_, n) => ({
    ...template,
    id: testPorts(store, clock).newId<SignatureId>(),
    person: { ...template.person, email: `n${n}@example.org` },
    mailbox: `n${n}@example.org`,
  }))
  await store.recordSignatures(drafts)

  const ids = (await exported(world, 'signatures')).slice(1).map(line => line.slice(0, 36))
  expect(ids).toEqual([draft.id, ...drafts.map(({ id }) => id)].sort())
})

async function exported(
  { store, clock, campaign }: World,
  name: ExportName,
  profile: CsvProfile = 'spreadsheet',
  as = campaign,
): Promise<string[]> {
  let text = ''
  for await (const chunk of writeCsv(exportPages(testPorts(store, clock), as, wholeExport(name)), profile))
    text += chunk
  expect(text.endsWith('\r\n')).toBe(true)
  return text.slice(0, -2).split('\r\n')
}
