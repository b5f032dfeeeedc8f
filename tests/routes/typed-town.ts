import { uuidv7 } from 'uuidv7'
import { deedOf } from '../../app/domain/audit/audit'
import type { CampaignText } from '../../app/domain/campaign/campaign'
import { createAccessToken } from '../../app/domain/connection/token'
import { fieldsOf } from '../../app/domain/draft/text'
import type { InvalidationId, LetterId, PaperBatchId, SubscriberId } from '../../app/domain/id'
import { everySignature } from '../../app/domain/invalidation/invalidation'
import { wishNotice } from '../../app/domain/notice/notice'
import { readOffice } from '../../app/domain/office/choice'
import { inviteOrganiser } from '../../app/domain/organiser/invite'
import { consentWording } from '../../app/domain/privacy/privacy'
import { requestRecovery } from '../../app/domain/sign-in/recover-access'
import { secretHash } from '../../app/domain/sign-in/session'
import { openWorld } from '../mailer/world'
import { ashford, brookside, campaignText, emptySeat, members, placesDraft } from '../support/campaign'
import { day, minute } from '../support/clock'
import { letterDraft, paperDraft } from '../support/drafts'
import type { Typist } from '../support/hostile'
import { signInAs } from '../support/organiser'
import { entryFor, newWebhook } from '../support/organising'
import { askFor, moveUpdate, subscribe, writeUpdate } from '../support/updates'

/** A campaign in which every word was typed by one hand, with something of everything, and the mails that all of it made. */
export async function openTown(typist: Typist) {
  const { line, title, prose, email, url } = typist
  const world = await openWorld(campaignText(), '2026-03-26T12:00:00.000Z')
  const { store, clock, campaign, ports, sink, tick } = world
  const at = () => clock.now()

  const words = campaignWords(typist)
  await store.saveCampaign(words, consentWording(words, []), at())
  const [first, second] = members
  if (!first || !second) throw new Error('nobody sits')
  const asha = { ...first, name: line() }
  const typedPlaces = (member = 1) => {
    const titles = { fullTitle: line(), salutation: line(), party: line() }
    const sitting =
      member === 1 ? asha : { ...asha, name: line(), id: member, email: 'next@parliament.example' }
    return placesDraft({
      constituencies: [ashford, brookside, emptySeat].map(one => ({
        ...one,
        name: line(),
        nameCy: line(),
        region: line(),
      })),
      members: [
        { ...sitting, ...titles },
        { ...second, name: line(), ...titles },
      ],
      postcodes: { 'ZZ1 1AA': ashford.code, 'ZZ2 1AA': brookside.code, 'ZZ3 1AA': emptySeat.code },
    })
  }
  const credited = (draft: ReturnType<typeof typedPlaces>) => ({
    ...draft,
    constituencies: draft.constituencies && {
      ...draft.constituencies,
      source: { name: line(), from: line(), credits: [`${line()} https://places.example`] },
    },
  })
  await store.importPlaces(credited(typedPlaces()), at(), 'save')

  const olive = await signInAs(store, at(), 'owner', { name: line() })
  await signInAs(store, at(), 'viewer', { name: line(), campaignId: campaign.id })
  const passkey = { id: 'second', publicKey: Buffer.alloc(1), counter: 0, transports: [], name: line() }
  const keep = secretHash(olive.cookie.split('=')[1] ?? '')
  await store.changeProof(
    olive.id,
    { kind: 'passkey-added', passkey },
    keep,
    entryFor({ action: 'proof-changed' }),
  )
  const factor = { totpSecret: 'A'.repeat(32), totpStep: 0, recoveryCodes: [] }
  const made = { kind: 'password-made', passwordHash: 'a hash', ...factor } as const
  await store.changeProof(olive.id, made, keep, entryFor({ action: 'proof-changed' }))
  await wishNotice(ports, {
    organiserId: olive.id,
    campaignId: campaign.id,
    weekly: 'yes',
    milestones: 'yes',
  })
  const bearer = await createAccessToken(ports, {
    scope: 'export-personal',
    name: line(),
    campaignId: 0,
    endsAt: null,
  })
  const webhook = newWebhook({ url: url(), createdAt: at() })
  await store.saveWebhook(
    webhook,
    entryFor({ action: 'webhook-made', reason: line(), detail: { url: line() } }),
  )
  const deed = () => deedOf(olive, line(), at())

  const person = () => ({ name: line(), email: email(), source: line(), updates: true })
  const letter = () => {
    const draft = letterDraft(line())
    const address = { address1: line(), address2: line(), town: line() }
    return { ...draft, words: { ...draft.words, subject: line(), address } }
  }
  const confirm = (id: Awaited<ReturnType<typeof world.sign>>['id'], letterId: LetterId | null = null) =>
    store.confirmSignatures([{ signatureId: id, letterId, constituencyCode: null, at: at() }])
  /** Whatever is due goes, and what that makes due. */
  const post = async () => {
    clock.advance(minute)
    while ((await tick()).length > 0);
  }

  // a writer, whose letter is answered
  const rosa = await world.sign({ ...person(), letter: letter() })
  await post()
  await confirm(rosa.id, rosa.letter?.id)
  await post()
  const answered = { answer: 'answered', position: 'agrees', days: 1, words: line() } as const
  await store.recordReply({ letterId: rosa.letter?.id as LetterId, ...answered, answeredAt: at() })
  // who signs again, writes later, and asks what is held
  const again = { ...person(), email: rosa.person.email, name: rosa.person.name }
  clock.advance(minute)
  await world.sign(again)
  await post()
  await store.requestManageLink(rosa.mailbox, at())
  const late = await world.sign(person())
  await confirm(late.id)
  await post()
  clock.advance(minute)
  const lateLetter = await world.sign({ ...person(), ...late.person, letter: letter() })
  await post()
  await confirm(late.id, lateLetter.letter?.id)
  await post()
  // a letter that comes back, with what the other side said
  const returned = await world.sign({ ...person(), letter: letter() })
  await confirm(returned.id, returned.letter?.id)
  sink.behave({
    do: 'refuse',
    at: 'recipient',
    code: 550,
    words: line()
      .replace(/[^\x20-\x7e]/g, '')
      .slice(0, 400),
  })
  await tick()
  sink.behave({ do: 'accept' })
  await post()
  // a third person in a mailbox of two
  for (const name of [line(), `Other ${line()}`, `Third ${line()}`]) {
    await world.sign({ ...person(), name, email: 'full@example.org' })
    await post()
  }
  // what somebody must look at
  const held = await world.sign({ ...person(), letter: { ...letter(), likeness: 0.9 } })
  await confirm(held.id, held.letter?.id)
  const marked = await world.sign({ ...person(), review: 'network' })
  await confirm(marked.id)
  const wrong = await world.sign(person())
  await confirm(wrong.id)
  await store.invalidateSignature(wrong.id, deed())
  const invalidation = uuidv7() as InvalidationId
  const counted = { id: invalidation, campaignId: campaign.id, orderedBy: olive.id, createdAt: at() }
  const rule = { ...everySignature, mailDomain: line(), network: { typed: line(), names: [] } }
  await store.countFor({ ...counted, rule })
  while ((await store.advanceInvalidations(at())) === 'more');
  await store.orderInvalidation(invalidation, deed())
  while ((await store.advanceInvalidations(at())) === 'more');
  const batch = uuidv7() as PaperBatchId
  const sheet = [1, 2, 3].map(() => paperDraft({ name: line(), address: line() }))
  await store.enterPaper({ id: batch, campaignId: campaign.id, drafts: sheet }, deed())
  // the editor
  const draft = {
    campaignId: campaign.id,
    fields: fieldsOf(campaignWords(typist)),
    basis: 1,
    savedBy: olive.id,
  }
  await store.saveDraft({ ...draft, savedAt: at() }, null)
  await store.queueTestLetter(campaign.id, olive.id, at())
  // those who follow, and what they are told
  const held2 = { store, campaign, clock }
  const asked = uuidv7() as SubscriberId
  await askFor(held2, email(), asked)
  const follower = email()
  await subscribe(held2, follower)
  await post()
  await store.requestManageLink(follower, at())
  const update = await writeUpdate(held2, { subject: title(), body: `Dear {{name}},\n\n${prose()}` })
  await store.queueUpdateTest(update.id, olive.id, at())
  await moveUpdate(held2, update, 'scheduled', { publishes: true })
  await writeUpdate(held2, {
    subject: title(),
    body: prose(),
    audience: { constituencies: [ashford.code], principles: ['zebra'] },
  })
  for (let times = 0; times < 3; times++) {
    await store.fillOutbox(100, at())
    await post()
  }
  // an office that gets one mail a day
  const officeToken =
    sink.mails.map(({ parsed }) => /\/office\/([\w-]+)/.exec(parsed.text ?? '')?.[1]).find(Boolean) ?? ''
  const officeId = (await readOffice(ports, officeToken))?.id
  if (!officeId) throw new Error('no letter named its office')
  await store.requestOfficeLink(officeId, at())
  await store.chooseOfficeMode(officeId, 0, 'daily', at())
  const daily = await world.sign({ ...person(), letter: letter() })
  await confirm(daily.id, daily.letter?.id)
  await post()
  clock.advance(day)
  await post()
  await store.chooseOfficeMode(officeId, 1, 'individual', at())
  // weeks later writers are asked whether there was a reply, one reminds whom they wrote to, and is asked once more
  clock.advance(15 * day)
  await post()
  await store.queueChase(lateLetter.letter?.id as LetterId, 'mp', at())
  await post()
  clock.advance(8 * day)
  await post()
  // somebody else sits in the seat by now, and a letter on its way names who did
  const naming = letter()
  const named = { ...naming.words, body: `${asha.name} ${naming.words.body}` }
  const former = await world.sign({ ...person(), letter: { ...naming, words: named } })
  await store.importPlaces(credited(typedPlaces(5)), at(), 'save')
  await confirm(former.id, former.letter?.id)
  await post()
  await store.correctName(rosa.id, line())
  const pending = await world.sign({ ...person(), letter: letter() })
  // an organiser who forgot, and one who has not come yet
  const browser = await requestRecovery(ports, olive.email, {
    visitor: { network: null },
    agent: line(),
    known: null,
  })
  const invited = await inviteOrganiser(
    ports,
    'new@organisers.example',
    { role: 'editor', campaignId: 0 },
    olive,
  )
  await post()
  await post()
  const { cookie } = await signInAs(store, at(), 'owner', { name: line() })
  const office = await store.office(officeId)
  if (!office) throw new Error('the office is gone')
  const payloads = (await store.claimDeliveries(100, at(), at())).map(({ payload }) => payload)
  return {
    ...world,
    payloads,
    ...{ olive, bearer, webhook, rosa, late, lateLetter, returned, held, marked, wrong, invalidation, batch },
    ...{ asked, update, office, officeId, daily, former, pending, cookie },
    joining: new URL(invited.url).pathname,
    recovering:
      sink.mails
        .map(({ parsed }) => /\/organise\/recover\/[\w-]+/.exec(parsed.text ?? '')?.[0])
        .find(Boolean) ?? '',
    browser,
  }
}

/** Every field that a campaign file has, past what reading one would refuse. */
function campaignWords({ title, sentence, prose, email, url }: Typist): CampaignText {
  const base = campaignText()
  const ways = () => [[sentence()], [sentence(), sentence()]]
  return {
    ...base,
    title: title(),
    summary: prose(),
    statement: prose(),
    conclusion: prose(),
    outcome: prose(),
    thanks: prose(),
    paused: prose(),
    organisation: { name: title(), contact: email(), website: url(), charity_number: title() },
    target: ['constituency-mp', { name: title(), salutation: title(), email: email() }],
    letter: {
      ...base.letter,
      subjects: [sentence()],
      openings: ways(),
      closings: ways(),
      asks: { speaker: ways(), minister: ways(), 'does-not-sit': ways() },
      joinings: { only: [sentence()], first: [sentence()], middle: [sentence()], last: [sentence()] },
      own_words: { prompt: title() },
      hold_above: 0.5,
      chase: ways(),
    },
    principles: base.principles.map(one => ({
      ...one,
      title: title(),
      explanation: prose(),
      paragraph: ways(),
    })),
    links: (['related', 'donate', 'news'] as const).map(kind => ({
      kind,
      title: title(),
      summary: title(),
      url: url(),
    })),
    goal: 2,
    small_counts: 'shown',
    replies: 'public',
    consent: { words: `{{organisation}} ${sentence()}`, updates: sentence(), notice: prose() },
    languages: { cy: { title: title(), summary: prose(), statement: prose(), conclusion: prose() } },
  }
}
