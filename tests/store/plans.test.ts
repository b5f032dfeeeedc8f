import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { byOperator } from '../../app/domain/audit/audit'
import type { InvalidationId, OfficeId, OrganiserId, PaperBatchId } from '../../app/domain/id'
import { everySignature } from '../../app/domain/invalidation/invalidation'
import { paceOf } from '../../app/domain/office/pacing'
import type { ClaimedPersonal } from '../../app/domain/outbox/outbox'
import type { Store } from '../../app/domain/store'
import { campaignText } from '../support/campaign'
import { day, hour } from '../support/clock'
import { letterDraft, paperDraft, signatureDraft } from '../support/drafts'
import { openTestStore } from '../support/store'
import { moveUpdate, scheduleUpdate, subscribe } from '../support/updates'
import { claimLetters, only, openWorld, type World } from './contract/world'

/** How SQLite finds the rows of each statement that a store ran, by what was done. */
async function plansOf(
  work: (store: Store) => Promise<void>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const prepare = vi.spyOn(Database.prototype, 'prepare')
  onTestFinished(() => prepare.mockRestore())
  const { store, file } = openTestStore()
  await work(store)
  const statements = new Set(prepare.mock.calls.map(([text]) => text))
  prepare.mockRestore()
  const reader = new Database(file, { readonly: true })
  onTestFinished(() => void reader.close())
  return new Map(
    [...statements]
      .filter(text => /^(select|insert|update|delete|with)\b/i.test(text))
      .map(text => [text, planOf(reader, text)]),
  )
}

function planOf(reader: Database.Database, text: string): string[] {
  const statement = reader.prepare(`explain query plan ${text}`)
  const unknown = Array(text.split('?').length - 1).fill(null)
  return (statement.all(...unknown) as { detail: string }[]).map(({ detail }) => detail)
}

/** Everything that people and mailers do to a store all day. */
async function aDay(store: Store): Promise<void> {
  const text = campaignText({ letter: { ...campaignText().letter, hold_above: 0.5 } })
  const world = await openWorld(() => store, { text })
  const { campaign, clock, sign, signAndConfirm, collect } = world
  await signAndConfirm({ letter: letterDraft() })
  await sign() // again
  await sign({ name: 'Another Person' })
  const deferred = { state: 'deferred', reply: '451 later', retryAt: clock.now() } as const
  await store.settleOutgoing(only(await claimLetters(world)), deferred, clock.now())
  const returning = await collect()
  for (const { id, letterId } of returning) {
    await store.bounceOutgoing(id, '550 unknown', clock.now())
    if (letterId) await store.letterMails(letterId)
  }
  const { id } = await signAndConfirm({ email: 'leaving@example.org', constituency: null, postcode: '' })
  await store.chooseConstituency(id, 'Z14000101', clock.now())
  await store.withdrawSignature(id, clock.now())
  await store.recordSignatures([signatureDraft(campaign, clock.now(), { email: 'leaving@example.org' })])
  await store.correctName(id, 'Corrected Name')
  await store.setUpdates(id, false)
  await store.requestManageLink('leaving@example.org', clock.now())
  const [mail] = await world.claim()
  if (mail) {
    await store.stampOutgoing(mail, '<id@undersigned.example>', clock.now())
    await store.markOutgoing(mail, clock.now())
  }
  await store.invalidateSignature(id, byOperator(clock.now()))
  await store.heldForMailbox('leaving@example.org')
  await store.eraseMailbox('leaving@example.org', clock.now())
  await store.sector('ZZ1 1')
  await store.placesRevision()
  await store.parliament()
  await store.member(1)
  await store.claimUnplaced(10, clock.now(), clock.now())
  await store.seat('Z14000101')
  await store.campaigns()
  await store.revisions()
  await store.counts(campaign.id)
  await store.countsBy(campaign.id, ['by-hour'])
  await store.countsByPlace(campaign.id, '2026-11-23', '2026-11-24')
  await store.countsAt(campaign.id, 'by-hour', ['2026-11-23T12'])
  await store.countsInHours(['2026-11-23T12'])
  await store.signatureCount(campaign.id)
  for (const after of [null, id]) {
    await store.signaturesAfter(campaign.id, after, 10)
    await store.lettersAfter(campaign.id, null, 10)
  }
  await store.fingerprintsBefore(campaign.id, null, 10)
  const { letter } = await signAndConfirm({ email: 'told@example.org', letter: letterDraft() })
  if (letter) {
    await collect()
    const told = { answer: 'none', position: null, days: null, words: null } as const
    await store.recordReply({ letterId: letter.id, ...told, answeredAt: clock.now() })
    await store.reply(letter.id)
    await store.queueChase(letter.id, 'mp', clock.now())
    await store.chase(letter.id)
    for (const after of [null, letter.id]) await store.repliesAfter(campaign.id, after, 10)
  }
  await moderated(world)
  clock.advance(15 * day)
  await collect() // what asks whether there was a reply
  for (const decide of [store.releaseLetter, store.refuseLetter]) {
    const alike = { ...letterDraft(), likeness: 0.9 }
    await signAndConfirm({ email: `${alike.id}@example.org`, letter: alike })
    await store.heldLetters(campaign.id, null, 10)
    await store.heldByReason(campaign.id)
    expect(await decide(alike.id, byOperator(clock.now()))).toMatch(/released|refused/)
  }
  await collect() // what was released: it would be the first at its office's door
  await anOfficesDay(world)
  await anUpdate(world)
  await store
    .saveCampaign(campaignText({ title: 'Another title' }), { version: 1 } as never, clock.now())
    .catch(() => {})
}

/** A moderator finds, takes off, puts back, settles, and enters a sheet. */
async function moderated(world: World): Promise<void> {
  const { store, clock, campaign, sign, signAndConfirm } = world
  const deed = byOperator(clock.now())
  const { id } = await signAndConfirm({ email: 'one@spam.example', letter: letterDraft(), review: 'network' })
  for (const rule of [
    { signature: id },
    { mailbox: 'one@spam.example' },
    { mailDomain: 'spam.example', postcode: { full: 'ZZ1 1AA', outward: 'ZZ1' } },
  ]) {
    const order = {
      id: uuidv7() as InvalidationId,
      campaignId: campaign.id,
      rule: { ...everySignature, ...rule },
    }
    await store.matchingAfter(campaign.id, order.rule, null)
    await store.countFor({ ...order, orderedBy: null, createdAt: clock.now() })
    for (const turn of ['count', 'orderInvalidation', 'undoInvalidation'] as const) {
      if (turn !== 'count') await store[turn](order.id, deed)
      while ((await store.advanceInvalidations(clock.now())) === 'more');
    }
    await store.invalidation(order.id)
  }
  await store.invalidateSignature(id, deed)
  await store.restoreSignature(id, deed)
  await store.invalidationsBefore(campaign.id, null, 10)
  for (const mail of await claimLetters(world))
    await store.settleOutgoing(mail, { state: 'unknown', reply: 'lost' }, clock.now())
  await store.toDo(campaign.id)
  await store.lettersForPerson(campaign.id, 10)
  await store.markedSignatures(campaign.id, 10)
  for (const { id } of await store.stoppedLetters(campaign.id, 10)) {
    await store.settleLetter(id, 'arrived', deed)
    await store.takeDownReply(id, deed)
  }
  await store.reviewSignature(id, deed)
  const sheet = {
    id: uuidv7() as PaperBatchId,
    campaignId: campaign.id,
    drafts: [paperDraft(), paperDraft()],
  }
  await store.enterPaper(sheet, deed)
  await store.paperBatch(sheet.id)
  await store.paperBatchesBefore(campaign.id, null, 10)
  const [line] = await store.paperAfter(campaign.id, sheet.id, null, 10)
  await store.removePaper(sheet.id, line?.id ?? null, deed)
  await store.takeDown(campaign.id, deed)
  await sign({ email: 'late@example.org' })
  await store.putBack(campaign.id, deed)
  await store.releasePutBack(10, clock.now())
  await store.releaseForPlaces(10, clock.now())
  await store.setCampaignState(campaign.slug, 'open', clock.now())
}

/** An update goes out to those who asked, paused and cancelled on its way. */
async function anUpdate(world: World): Promise<void> {
  const { store, clock, campaign, signAndConfirm } = world
  const email = 'home@example.org'
  await subscribe(world, email)
  const reader = { kind: 'supporter', id: (await signAndConfirm({ email, updates: true })).id } as const
  await signAndConfirm({ email, name: 'Another Person', updates: true })
  await world.collect()
  for (const end of ['paused', 'cancelled'] as const) {
    const update = await scheduleUpdate(world)
    await store.fillOutbox(2, clock.now())
    await moveUpdate(world, update, end)
    if (end === 'paused') await moveUpdate(world, update, 'sending')
    await store.fillOutbox(2, clock.now())
    await store.updateNumbered(campaign.id, update.number)
    await store.queueUpdateTest(update.id, uuidv7() as OrganiserId, clock.now())
  }
  for (const after of [null, reader.id])
    await store.countAudience(campaign.id, { constituencies: ['Z14000101'], principles: ['lights'] }, after)
  await store.updatesBefore(campaign.id, 2, 10)
  await store.publishedUpdates(campaign.id, clock.now(), 3)
  await store.isBlocked(reader)
  await store.unsubscribe(reader, clock.now())
  await store.subscribeAgain(reader, clock.now())
  await store.requestManageLink('news@example.org', clock.now())
  await store.forgetSubscriber(await subscribe(world, 'news@example.org'), clock.now())
}

/** Letters wait in line, are let go, held, and sent in a digest. */
async function anOfficesDay(world: World): Promise<void> {
  const { store, clock, signAndConfirm, claim } = world
  const pace = paceOf(1)
  let office: OfficeId | null = null
  const toDoor = async (email: string, hours: 'any' | 'office' = 'any') => {
    await signAndConfirm({ email, letter: letterDraft() })
    for (const mail of await claimLetters(world)) {
      const stamp = { messageId: '<id@undersigned.example>', date: clock.now() }
      const passage = { address: 'office@parliament.example', hours, pace, memberId: 2, ...stamp }
      const passed = await store.letThrough(mail as ClaimedPersonal, passage, clock.now())
      if (passed.kind !== 'goes') continue
      office = passed.office
      await store.settleOutgoing(mail, { state: 'accepted', reply: '250' }, clock.now())
    }
  }
  await toDoor('one@example.org')
  await toDoor('two@example.org')
  clock.advance(2 * hour)
  await store.giveTurns(pace, clock.now())
  await toDoor('three@example.org')
  await toDoor('night@example.org', 'office')
  if (!office) throw new Error('the first letter was to go')
  await store.requestOfficeLink(office, clock.now())
  await store.chooseOfficeMode(office, 0, 'paused', clock.now())
  await store.chooseOfficeMode(office, 1, 'daily', clock.now())
  await toDoor('four@example.org')
  clock.advance(day)
  await store.giveTurns(pace, clock.now())
  for (const mail of await claim()) {
    if (mail.kind !== 'digest') continue
    const [leaving, staying] = (await store.digest(mail.id))?.letters ?? []
    const readers = new Map(staying?.letterId ? [[staying.letterId, 2]] : [])
    await store.sortDigest(mail, { leave: leaving ? [leaving.id] : [], readers }, clock.now())
    await store.settleOutgoing(mail, { state: 'deferred', reply: '451', retryAt: clock.now() }, clock.now())
  }
}

/** Tables that grow with every supporter. */
const growing =
  /^SCAN (signature|letter|outgoing|unplaced|reply|paper_signature|invalidated_signature|subscriber|campaign_update)\b/

test('no statement of an ordinary day reads through a table that grows', async () => {
  const plans = await plansOf(aDay)
  expect(plans.size).toBeGreaterThan(40)
  const scans = [...plans].filter(([, plan]) => plan.some(line => growing.test(line)))
  expect(scans).toEqual([])
})

test('the search itself sees a scan', async () => {
  const plans = await plansOf(async store => {
    await openWorld(() => store)
    await store.outbox() // for whoever runs the server, who asks now and then
  })
  expect([...plans].filter(([, plan]) => plan.some(line => growing.test(line)))).toHaveLength(1)
})

test.each([
  [
    'signing finds a mailbox',
    /from "signature" where \("signature"."campaign_id" = \? and "signature"."mailbox" = \?/,
    'signature_mailbox (campaign_id=? AND mailbox=?)',
  ],
  [
    'confirming finds a signature',
    /^update "signature" set "state" = .* where \("signature"."campaign_id" = \? and "signature"."id" = \?\)$/,
    'sqlite_autoindex_signature_1 (campaign_id=? AND id=?)',
  ],
  [
    'claiming finds what is due, in its order',
    /from "outgoing" where \("outgoing"."due_at" is not null/,
    'outgoing_due (due_at>? AND due_at<?)',
  ],
  [
    'settling finds its mail',
    /^delete from "outgoing" where .* returning "id"$/,
    'sqlite_autoindex_outgoing_1 (id=?)',
  ],
  [
    'an office’s line is found, and its campaigns',
    /^select distinct "outgoing"."campaign_id", .* "outgoing"."place" = 'in-line'/,
    'outgoing_line (office_id=?)',
  ],
  [
    'the next in line of a campaign is found',
    /"outgoing"."place" = 'in-line'\) and "outgoing"."campaign_id" = \?.* order by "outgoing"."id" asc/,
    'outgoing_line (office_id=? AND campaign_id=?)',
  ],
  [
    'the letters of a digest are found',
    /^update "outgoing" set .* where "outgoing"."digest_id" = \?/,
    'outgoing_digest (digest_id=?)',
  ],
  [
    'an office whose turn has come is found',
    /from "office" where \("office"."next_at" is not null/,
    'office_next (next_at>? AND next_at<?)',
  ],
  [
    'an export goes through its campaign',
    /from "signature" left join "constituency" .* order by/,
    'sqlite_autoindex_signature_1 (campaign_id=? AND id>?)',
  ],
  [
    'what was signed from a busy network is found',
    /"signature"."review" is not null .*order by "signature"."id" asc/,
    'signature_review (campaign_id=?)',
  ],
  [
    'letters that came to a stop are found',
    /"letter"."state" in \('bounced', 'gave-up', 'unknown'\) .*order by "letter"."id" asc/,
    'letter_to_settle (campaign_id=?)',
  ],
  [
    'the next letters that are held are found',
    /from "outgoing" where .*"hold_reason" = \?.* group by .* order by "outgoing"."letter_id" asc/,
    'outgoing_held (hold_reason=? AND campaign_id=? AND kind=? AND state=?)',
  ],
  [
    'mail of campaigns that are back is found',
    /^select "id" from "outgoing" where .*"hold_reason" = \? and "outgoing"."campaign_id" in/,
    'outgoing_held (hold_reason=? AND campaign_id=?',
  ],
  [
    'an order that is due is found',
    /from "invalidation" where \("invalidation"."due_at" is not null/,
    'invalidation_due (due_at>? AND due_at<?)',
  ],
  [
    'the same person on another sheet is found',
    /from "paper_signature" where .*"paper_signature"."person" in/,
    'paper_signature_person (campaign_id=? AND person=?)',
  ],
  [
    'a count reads its tally',
    /from "tally" where .*"measure" in/,
    'sqlite_autoindex_tally_1 (campaign_id=? AND measure=? AND key=?)',
  ],
])('%s by its index, and sorts nothing', async (_, statement, index) => {
  const plans = await plansOf(aDay)
  const found = [...plans].filter(([text]) => statement.test(text))
  expect(found.length, 'statements of that kind').toBeGreaterThan(0)
  expect(
    found.some(([, plan]) => plan.some(line => line.includes(index))),
    JSON.stringify(found, null, 1),
  ).toBe(true)
})
