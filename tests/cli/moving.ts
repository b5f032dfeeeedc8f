import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { onTestFinished, type TestContext } from 'vitest'
import { openMoving } from '../../app/context.server'
import { byOperator } from '../../app/domain/audit/audit'
import { verifyAudit } from '../../app/domain/audit/verify'
import type { Watch } from '../../app/domain/backup'
import type { InvalidationId, InvitationId, PaperBatchId, WebhookId } from '../../app/domain/id'
import { everySignature } from '../../app/domain/invalidation/invalidation'
import { paceOf } from '../../app/domain/office/pacing'
import type { Claimed, ClaimedPersonal } from '../../app/domain/outbox/outbox'
import type { Store } from '../../app/domain/store'
import { readSettings } from '../../app/env.server'
import { fingerprintOf, openKeyring } from '../../db/keyring'
import { type MovedInstallation, moveToPostgres } from '../../db/move/move'
import { openPostgres } from '../../db/postgres/store'
import { claimLetters, openWorld, type World } from '../store/contract/world'
import { journey, openAt } from '../store/journey'
import { campaignText, openCampaign } from '../support/campaign'
import { day, minute } from '../support/clock'
import { letterDraft, paperDraft } from '../support/drafts'
import { signInAs } from '../support/organiser'
import { entryFor, newWebhook } from '../support/organising'
import { openDatabase } from '../support/postgres'
import { productEnv } from '../support/product-process'
import { testFolder, testSecret } from '../support/store'
import { askFor, scheduleUpdate, subscribe, writeUpdate } from '../support/updates'
import { terminal } from './terminal'

const accessHash = Buffer.alloc(32, 7)
const webhookId = uuidv7() as WebhookId

/** Fills a store with rows of every kind, in every state that they stay in; gives a mail that a mailer has claimed. */
async function everyKind(store: Store): Promise<Claimed> {
  await journey(store)
  const world = await openWorld(() => store, { text: limited() })
  const { clock, sign, signAndConfirm, claim, collect } = world
  await signAndConfirm({ email: 'letter@example.org', letter: letterDraft('É 🚸 \\ "quoted"\n\ttabbed') })
  await signAndConfirm({ email: 'alike@example.org', letter: { ...letterDraft(), likeness: 0.9 } })
  await signAndConfirm({
    email: 'held@example.org',
    constituency: { code: 'Z14000103', by: 'postcode' },
    letter: letterDraft(),
  })
  await sign({
    email: 'nowhere@example.org',
    constituency: null,
    country: 'FR',
    outward: null,
    source: 'leaflet',
  })
  await sign({ email: 'network@example.org', network: Buffer.alloc(8, 3), review: 'network', updates: true })
  await sign({ email: 'robot@example.org', verdict: 'bot' })
  await sign({ email: 'later@example.org', constituency: null, seat: 'later' })
  await store.noteMissed([{ outward: 'ZZ9', times: 2 }], clock.now())
  await store.vacateSeat('Z14000102', '2027-02-04', clock.now())
  for (const answer of ['answered', 'none'] as const) {
    const told = await signAndConfirm({ email: `${answer}@example.org`, letter: letterDraft() })
    await collect()
    const reply = { answer, position: answer === 'none' ? null : 'agrees', days: null } as const
    const words = answer === 'none' ? null : 'Diolch yn fawr 🚸'
    if (!told.letter) continue
    await store.recordReply({ letterId: told.letter.id, ...reply, words, answeredAt: clock.now() })
    await store.queueChase(told.letter.id, 'mp', clock.now())
  }
  const leaver = await signAndConfirm({ email: 'leaver@example.org' })
  await store.withdrawSignature(leaver.id, clock.now())
  const blocked = await signAndConfirm({ email: 'blocked@example.org' })
  await store.invalidateSignature(blocked.id, byOperator(clock.now()))
  await moderated(world)
  await openCampaign(store, clock.now(), campaignText({ title: 'A safer crossing at every school' }))
  await store.setCampaignState('other', 'closed', clock.now())
  await makeToken(store, clock.now())
  await store.saveDraft(
    { campaignId: 1, fields: { title: 'É 🚸' }, basis: 1, savedBy: null, savedAt: clock.now() },
    null,
  )
  await makeWebhook(store, clock.now(), () =>
    signAndConfirm({ email: 'told@example.org', letter: letterDraft() }),
  )
  await officeOfEachPlace(world)
  await everyOrganiser(store, clock.now())
  await everyUpdate(world)
  const [claimed] = await claim(30 * minute)
  if (!claimed) throw new Error('no mail was due')
  await store.setSending('paused', clock.now())
  return claimed
}

async function makeToken(store: Store, at: Date): Promise<void> {
  const token = {
    hash: accessHash,
    scope: 'export-personal',
    name: 'The “wall” 🚸',
    campaignId: 1,
    createdBy: null,
    createdAt: at,
    endsAt: new Date(at.getTime() + 30 * day),
  } as const
  await store.createAccessToken(token, entryFor({ action: 'token-made', reason: 'é', at }))
  await store.noteTokenUse(accessHash, at)
}

/** One delivered, one tried, one waiting, to an address that was turned off. */
async function makeWebhook(store: Store, at: Date, told: () => Promise<unknown>): Promise<void> {
  await store.saveWebhook(
    newWebhook({ id: webhookId, createdAt: at }),
    entryFor({ action: 'webhook-made', at }),
  )
  await told()
  const [first, second] = await store.claimDeliveries(2, at, new Date(at.getTime() + day))
  const attempt = { number: 1, at, tookMs: 12 }
  if (!first || !second) throw new Error('nothing was told')
  await store.settleDelivery(first, { ...attempt, status: 204, fault: null }, { kind: 'delivered' })
  const again = { kind: 'again', at: new Date(at.getTime() + day) } as const
  await store.settleDelivery(second, { ...attempt, status: null, fault: 'nobody listens there' }, again)
  await store.setWebhook(webhookId, 'off', entryFor({ action: 'webhook-changed', at }))
}

/** An order that is done, one that waits, and a sheet of paper. */
async function moderated({ store, clock, campaign, signAndConfirm }: World): Promise<void> {
  await signAndConfirm({ email: 'one@spam.example', letter: letterDraft() })
  const [done, counted] = [uuidv7(), uuidv7()] as [InvalidationId, InvalidationId]
  for (const id of [done, counted])
    await store.countFor({
      id,
      campaignId: campaign.id,
      rule: { ...everySignature, mailDomain: 'spam.example' },
      orderedBy: null,
      createdAt: clock.now(),
    })
  while ((await store.advanceInvalidations(clock.now())) === 'more');
  await store.orderInvalidation(done, byOperator(clock.now(), 'A script signed these'))
  while ((await store.advanceInvalidations(clock.now())) === 'more');
  const drafts = ['Ivo Finch', 'Ivo Finch', 'Rosa Lind'].map(name => paperDraft({ name }))
  const sheet = { id: uuidv7() as PaperBatchId, campaignId: campaign.id, drafts }
  await store.enterPaper(sheet, byOperator(clock.now()))
}

/** Letters in line, let go, and in a digest. */
async function officeOfEachPlace(world: World): Promise<void> {
  const { store, clock, signAndConfirm } = world
  const pace = paceOf(1)
  for (const address of ['one@office.example', 'other@office.example']) {
    for (const name of ['a', 'b', 'c'])
      await signAndConfirm({ email: `${name}.${address}`, letter: letterDraft() })
    for (const mail of await claimLetters(world)) {
      const stamp = { messageId: `<${mail.id}@undersigned.example>`, date: clock.now() }
      const passage = { address, hours: 'any' as const, pace, memberId: null, ...stamp }
      const passed = await store.letThrough(mail as ClaimedPersonal, passage, clock.now())
      if (passed.kind !== 'goes') continue
      await store.settleOutgoing(mail, { state: 'accepted', reply: '250 taken' }, clock.now())
      if (address.startsWith('other')) await store.chooseOfficeMode(passed.office, 0, 'daily', clock.now())
    }
  }
  clock.advance(day)
  await store.giveTurns(pace, clock.now())
}

/** A draft, one that is under way, and who asked for them without signing. */
async function everyUpdate(world: World): Promise<void> {
  const { store, clock } = world
  await askFor(world, 'asked@example.org')
  await subscribe(world, newsEmail)
  await writeUpdate(world, {
    body: 'É 🚸',
    audience: { constituencies: ['Z14000101'], principles: ['zebra'] },
  })
  await world.signAndConfirm({ email: 'wants@example.org', updates: true })
  await scheduleUpdate(world)
  await store.fillOutbox(1, clock.now())
}

const newsEmail = 'news@example.org'

/** One who has everything to prove themselves by, one who was disabled, and links that were not used. */
async function everyOrganiser(store: Store, at: Date): Promise<void> {
  const { id } = await signInAs(store, at, 'owner', { email: organiserEmail, name: 'Éowyn Owner' })
  const entry = { actor: 'operator', object: `organiser:${id}`, campaignId: null, reason: 'É', at } as const
  const changed = { ...entry, action: 'proof-changed', detail: { what: 'all' } } as const
  const secondFactor = { totpSecret: 'ABCDEFGH', totpStep: 7, recoveryCodes: [Buffer.alloc(32, 1)] }
  await store.changeProof(id, { kind: 'second-factor', ...secondFactor }, null, changed)
  await store.changeProof(id, { kind: 'password', passwordHash: '$argon2id$' }, null, changed)
  const session = { hash: Buffer.alloc(32, 2), agent: 'A browser' }
  const proof = { kind: 'totp', step: 8 } as const
  const start = { organiserId: id, proof, session, continues: null, at }
  await store.startSession(start, { ...entry, action: 'signed-in', detail: {} })
  await store.failSignIn(id, { ...entry, action: 'sign-in-failed', detail: {} })
  await store.saveNotice({ organiserId: id, campaignId: 1, weekly: 'yes', milestones: 'yes' }, at)
  await store.reachMilestones(1, [100, 250], at)
  const gone = await signInAs(store, at, 'editor', { campaignId: 1 })
  await store.disableOrganiser(gone.id, { ...entry, action: 'organiser-disabled', detail: {} })
  const endsAt = new Date(at.getTime() + day)
  const invited = {
    id: uuidv7() as InvitationId,
    hash: Buffer.alloc(32, 3),
    email: 'new@example.org',
    at,
    endsAt,
  }
  const invitation = { ...invited, role: 'exporter', campaignId: 1, invitedBy: id } as const
  await store.invite(invitation, { ...entry, action: 'organiser-invited', detail: {} })
  await store.bindInvitation(invited.hash, Buffer.alloc(32, 4))
  const asked = { id: uuidv7() as InvitationId, hash: Buffer.alloc(32, 5), browser: Buffer.alloc(32, 6) }
  await store.requestRecovery({ ...asked, mailbox: organiserEmail, at, endsAt })
}

const organiserEmail = 'owner@organisers.example'

/** A campaign that holds what is much like other letters. */
function limited() {
  return campaignText({ letter: { ...campaignText().letter, hold_above: 0.5 } })
}

/** What every method that reads answers. */
export async function everyAnswer(store: Store) {
  const campaigns = await store.campaigns()
  const ofEach = await Promise.all(
    campaigns.map(async ({ id, slug, version, consentVersion }) => {
      const signatures = await store.signaturesAfter(id, null, 1000)
      const letters = await store.lettersAfter(id, null, 1000)
      const counts = await store.counts(id)
      return {
        campaign: await store.campaign(slug),
        byId: await store.campaignById(id),
        texts: await Promise.all([1, version].map(one => store.campaignVersion(id, one))),
        wordings: await Promise.all([1, consentVersion].map(one => store.consentWording(id, one))),
        signatures,
        each: await Promise.all(signatures.map(signature => store.signature(signature.id))),
        confirmed: await Promise.all(signatures.map(signature => store.confirmedLetter(signature.id))),
        letters,
        eachLetter: await Promise.all(letters.map(letter => store.letter(letter.id))),
        replies: await store.repliesAfter(id, null, 1000),
        eachReply: await Promise.all(letters.map(letter => store.reply(letter.id))),
        chases: await Promise.all(letters.map(letter => store.chase(letter.id))),
        fingerprints: await store.fingerprintsBefore(id, null, 100),
        held: await store.heldLetters(id, null, 100),
        orders: await store.invalidationsBefore(id, null, 100),
        toDo: await store.toDo(id),
        sheets: await store.paperBatchesBefore(id, null, 100),
        paper: await store.paperAfter(id, null, null, 100),
        counts: counts.map(({ measure, key, count }) => `${measure} ${key} ${count}`).sort(),
        signatureCount: await store.signatureCount(id),
        updates: await store.updatesBefore(id, null, 10),
        page: await store.signaturesAfter(id, signatures[0]?.id ?? null, 1),
      }
    }),
  )
  const mailboxes = [
    'nightingale@zebra.example',
    'letter@example.org',
    'blocked@example.org',
    'nobody@example.org',
  ]
  const owner = await store.organiserByMailbox(organiserEmail)
  const sectors = ['ZZ1 1', 'ZZ3 1', 'ZZ9 9']
  return {
    campaigns,
    ofEach,
    held: await Promise.all(mailboxes.map(mailbox => store.heldForMailbox(mailbox))),
    sectors: await Promise.all(sectors.map(sector => store.sector(sector))),
    placeFacts: await store.placeFacts(),
    parliament: await store.parliament(),
    member: await store.member(1),
    seats: await store.seatsEver(),
    seat: await store.seat('Z14000101'),
    token: await store.accessToken(accessHash),
    webhook: await store.webhook(webhookId),
    draft: await store.campaignDraft(1),
    versions: await store.campaignVersions(1),
    deliveries: await store.deliveries(webhookId, null, 10),
    audit: [await store.auditAfter(0, 1000), await verifyAudit({ store }, null)],
    organisers: await store.organisers(),
    subscribers: await store.subscribersOfMailbox(newsEmail),
    organiser: owner,
    notice: owner && (await store.notice(owner.id, 1)),
    milestones: await store.milestones(1),
    session: await store.session(Buffer.alloc(32, 2)),
    invitations: await store.openInvitations(),
    links: await Promise.all([3, 5].map(one => store.invitation(Buffer.alloc(32, one)))),
    outbox: await store.outbox(),
    sending: await store.sending(),
    recount: await store.recount(),
  }
}

const unwatched: Watch = { report() {}, stop: new AbortController().signal }

/** An installation on a file, with somewhere to go. */
export async function installed(context: TestContext) {
  const url = await openDatabase(context)
  const folder = testFolder()
  const file = join(folder, 'undersigned.db')
  const open = () => openAt(file, join(folder, 'keys'))
  const installation: MovedInstallation = {
    file,
    fingerprint: fingerprintOf(testSecret),
    now: () => new Date('2026-11-24T09:00:00.000Z'),
    openFile: open,
    openPostgres: to => storeAt(to, folder),
  }
  const store = open()
  const claimed = await everyKind(store)
  const before = await everyAnswer(store)
  await store.close()
  return {
    url,
    folder,
    file,
    claimed,
    before,
    open,
    openMoved: (at = url) => storeAt(at, folder),
    run: terminal(null, undefined, () => openMoving(readSettings(productEnv(folder)))),
    move: (odd: Partial<MovedInstallation> = {}, watch: Partial<Watch> = {}, to = url) =>
      moveToPostgres({ ...installation, ...odd }, to, 'every-row', { ...unwatched, ...watch }),
  }
}

async function storeAt(url: string, folder: string): Promise<Store> {
  const keyring = openKeyring(join(folder, 'keys'), testSecret)
  const options = { keyring, household: 2, newId: uuidv7, limitKey: testSecret }
  const { store } = await openPostgres(url, options)
  let closing: Promise<void> | undefined
  const close = () => (closing ??= store.close())
  onTestFinished(close)
  return { ...store, close }
}
