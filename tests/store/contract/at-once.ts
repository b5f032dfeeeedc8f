import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import { verifyAudit } from '../../../app/domain/audit/verify'
import type { InvalidationId, PaperBatchId, PaperSignatureId, SubscriberId } from '../../../app/domain/id'
import { everySignature } from '../../../app/domain/invalidation/invalidation'
import type { Claimed } from '../../../app/domain/outbox/outbox'
import type { SignatureDraft } from '../../../app/domain/signature/signature'
import type { CampaignUpdate } from '../../../app/domain/update/campaign-update'
import { seededChance } from '../../chaos/chance'
import { minute, second } from '../../support/clock'
import { letterDraft, paperDraft, signatureDraft } from '../../support/drafts'
import { entryFor, newWebhook } from '../../support/organising'
import { askFor, moveUpdate, writeUpdate } from '../../support/updates'
import { type OpenStore, openWorld } from './world'

/** Enough for each deed to meet most of the others; on PostgreSQL a second. */
const deeds = 240
const people = 30
const atOnce = 8

/** Many do everything at once: whoever signs and leaves, organisers, and mailers that fail. */
export function atOncePromises(openStore: OpenStore): void {
  test('whatever many do at once, every count is the recount, nobody is mailed a thing twice and the log is whole', async () => {
    const world = await openWorld(openStore)
    const { store, clock, campaign } = world
    await store.saveWebhook(newWebhook(), entryFor({ action: 'webhook-made' }))
    const chance = seededChance(7)
    const below = (many: number) => Math.floor(chance() * many)
    const signed: SignatureDraft[] = []
    const orders: InvalidationId[] = []
    const updates: CampaignUpdate[] = []
    const subscribers: SubscriberId[] = []
    const lines: (readonly [PaperBatchId, PaperSignatureId])[] = []
    const sent: string[] = []
    /** Of whoever signed or asked, by their ids: one gets one copy, however many ask from it. */
    const mailboxes = new Map<string, string>()
    const deed = () => byOperator(clock.now(), 'at once')
    const oneOf = async <One>(some: readonly One[], does: (one: One) => Promise<unknown>) => {
      const one = some[below(some.length)]
      if (one !== undefined) await does(one)
    }

    async function end(mail: Claimed, ending: number): Promise<void> {
      const at = clock.now()
      if (ending === 0) return // its mailer is lost
      const accepted = ending > 2
      const how = accepted
        ? ({ state: 'accepted', reply: '250 taken' } as const)
        : ({ state: 'deferred', reply: '451 later', retryAt: new Date(+at + minute) } as const)
      if (!(await store.settleOutgoing(mail, how, at)) || !accepted) return
      const { kind, updateId, letterId, signatureId, subscriberId } = mail
      if (kind === 'letter') sent.push(String(letterId))
      if (updateId) sent.push(`${updateId} to ${mailboxes.get(signatureId ?? subscriberId ?? '')}`)
    }

    async function mail(limit: number): Promise<number> {
      const mails = await store.claimOutgoing(limit, clock.now(), new Date(+clock.now() + minute))
      for (const one of mails) await end(one, below(10))
      return mails.length
    }

    const all: readonly (() => Promise<unknown>)[] = [
      async () => {
        const drafts = Array.from({ length: 4 }, () => {
          const email = `p${below(people)}@${below(2) ? 'spam' : 'home'}.example`
          return signatureDraft(campaign, clock.now(), { email, updates: true, letter: letterDraft() })
        })
        for (const { id, person } of drafts) mailboxes.set(id, person.email)
        const answers = await store.recordSignatures(drafts)
        signed.push(...drafts.filter((_, index) => answers[index] === 'recorded'))
      },
      () =>
        oneOf(signed, ({ id, letter }) =>
          world.confirm(id, letter?.id ?? null).then(() => world.confirm(id)),
        ),
      () => oneOf(signed, ({ id }) => store.withdrawSignature(id, clock.now())),
      () => store.eraseMailbox(`p${below(people)}@home.example`, clock.now()),
      () => oneOf(signed, ({ id }) => store.invalidateSignature(id, deed())),
      () => oneOf(signed, ({ id }) => store.restoreSignature(id, deed())),
      async () => {
        const id = uuidv7() as InvalidationId
        const rule = { ...everySignature, mailDomain: below(2) ? 'spam.example' : 'home.example' }
        const draft = { id, campaignId: campaign.id, rule, orderedBy: null, createdAt: clock.now() }
        await store.countFor(draft)
        orders.push(id)
      },
      () => oneOf(orders, id => store.orderInvalidation(id, deed())),
      () => oneOf(orders, id => store.cancelInvalidation(id, deed())),
      () => oneOf(orders, id => store.undoInvalidation(id, deed())),
      () => store.advanceInvalidations(clock.now()),
      async () => {
        const update = await writeUpdate(world)
        await moveUpdate(world, update, 'scheduled')
        updates.push(update)
      },
      () => oneOf(updates, update => moveUpdate(world, update, below(2) ? 'paused' : 'sending')),
      () => store.fillOutbox(1 + below(6), clock.now()),
      () => mail(1 + below(8)),
      async () => clock.advance(below(2) * 10 * second),
      async () => {
        const id = uuidv7() as SubscriberId
        const email = `p${below(people)}@home.example`
        mailboxes.set(id, email)
        if ((await askFor(world, email, id)) === 'mailed') subscribers.push(id)
      },
      () => oneOf(subscribers, id => store.confirmSubscriber(id, clock.now())),
      () => oneOf(subscribers, id => store.unsubscribe({ kind: 'subscriber', id }, clock.now())),
      async () => {
        const id = uuidv7() as PaperBatchId
        const drafts = Array.from({ length: 3 }, () => paperDraft({ name: `Person ${below(9)}` }))
        await store.enterPaper({ id, campaignId: campaign.id, drafts }, deed())
        lines.push(...drafts.map(draft => [id, draft.id] as const))
      },
      () => oneOf(lines, ([batch, line]) => store.removePaper(batch, below(4) ? line : null, deed())),
      () => store.requestManageLink(`p${below(people)}@home.example`, clock.now()),
    ]
    let left = deeds
    const lane = async () => {
      while (left-- > 0) await all[below(all.length)]?.()
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    expect(await store.recount()).toEqual([])

    // Everything that was ordered is undone, everything that waits goes.
    while ((await store.advanceInvalidations(clock.now())) === 'more');
    for (const id of orders) await store.undoInvalidation(id, deed())
    while ((await store.advanceInvalidations(clock.now())) === 'more');
    for (const update of updates) await moveUpdate(world, update, 'sending')
    for (let idle = 0; idle < 3; clock.advance(minute)) {
      const filled = await store.fillOutbox(50, clock.now())
      idle = (await mail(100)) > 0 || filled === 'filled' ? 0 : idle + 1
    }
    expect(await store.recount()).toEqual([])
    expect(await verifyAudit({ store }, null)).toMatchObject({ kind: 'whole' })
    expect(sent).toHaveLength(new Set(sent).size)
    const tallies = await world.tallies()
    const fates = ['accepted', 'failed', 'cancelled'] as const
    for (const { id } of updates) {
      const ended = fates.reduce((sum, fate) => sum + (tallies[`update-mails/${id}|${fate}`] ?? 0), 0)
      expect(await store.update(id)).toMatchObject({ state: 'sent', queued: ended })
    }
    for (const { id, signatures, counted } of await store.paperBatchesBefore(campaign.id, null, 1000)) {
      const rows = await store.paperAfter(campaign.id, id, null, 1000)
      expect([rows.length, rows.filter(({ state }) => state === 'counted').length]).toEqual([
        signatures,
        counted,
      ])
    }
  })
}
