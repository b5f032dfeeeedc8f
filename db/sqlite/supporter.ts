import { and, count, desc, eq, gt, inArray, ne, notInArray } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { InvalidReason } from '../../app/domain/signature'
import type { HeldRecord, Store } from '../../app/domain/store'
import { letterDeltas, signatureDeltas } from '../../app/domain/tally'
import { followMails } from './letter-state'
import { outgoingRow } from './mailing'
import {
  addToTallies,
  openPerson,
  principleNames,
  principleSlugs,
  type SignatureRecord,
  sealPerson,
  toLetter,
  toSignature,
} from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

type SupporterMethods =
  | 'heldForMailbox'
  | 'requestManageLink'
  | 'correctName'
  | 'withdrawSignature'
  | 'setUpdates'
  | 'eraseMailbox'
  | 'invalidateSignature'
  | 'chooseConstituency'

/** One mailbox may ask for its link so often in half an hour. */
const manageLinksAtMost = 5
const manageLinksWithinMs = 30 * 60_000

/** What a supporter may do with what is held about them. */
export function supporter(parts: StoreParts): Pick<Store, SupporterMethods> {
  const { connection, keyring } = parts
  const { signature, letter, outgoing, campaign } = tables
  const { write, read } = connection

  /** The index is computed once for each campaign: no key finds a mailbox across campaigns. */
  const ofMailbox = (from: typeof read, mailbox: string): SignatureRecord[] =>
    from
      .select({ id: campaign.id })
      .from(campaign)
      .all()
      .flatMap(({ id }) =>
        from
          .select()
          .from(signature)
          .where(
            and(
              eq(signature.campaignId, id),
              eq(signature.mailbox, keyring.sealer(id).mailboxIndex(mailbox)),
            ),
          )
          .all(),
      )
  const byId = (id: SignatureId) => write.select().from(signature).where(eq(signature.id, id)).get()

  return {
    async heldForMailbox(mailbox) {
      return connection.snapshot(() => {
        const rows = ofMailbox(read, mailbox)
        const names = principleNames(
          read,
          rows.map(row => row.campaignId),
        )
        return rows.map(
          (row): HeldRecord => ({
            signature: toSignature(keyring, names, row),
            letters: read
              .select()
              .from(letter)
              .where(eq(letter.signatureId, row.id))
              .orderBy(desc(letter.id))
              .all()
              .map(one => toLetter(keyring, one)),
          }),
        )
      })
    },

    async requestManageLink(mailbox, at) {
      return connection.transact(() => {
        const rows = ofMailbox(write, mailbox)
        const latest = rows.toSorted((one, other) => +other.signedAt - +one.signedAt)[0]
        if (!latest) return 'nothing-held'
        const lately = write
          .select({ links: count() })
          .from(outgoing)
          .where(
            and(
              inArray(
                outgoing.signatureId,
                rows.map(row => row.id),
              ),
              eq(outgoing.kind, 'manage'),
              gt(outgoing.createdAt, new Date(at.getTime() - manageLinksWithinMs)),
            ),
          )
          .get()
        if ((lately?.links ?? 0) >= manageLinksAtMost) return 'sent-lately'
        const about = {
          kind: 'manage' as const,
          campaignId: latest.campaignId,
          signatureId: latest.id,
          letterId: null,
        }
        write
          .insert(outgoing)
          .values(outgoingRow(parts, about, at, at))
          .run()
        return 'queued'
      })
    },

    async correctName(id, name) {
      return connection.transact(() => {
        const row = byId(id)
        if (!row) return 'not-found'
        const sealed = sealPerson(keyring, row.campaignId, id, { ...openPerson(keyring, row), name })
        write.update(signature).set({ sealed }).where(eq(signature.id, id)).run()
        return 'corrected'
      })
    },

    async withdrawSignature(id, at) {
      return connection.transact(() => {
        const row = byId(id)
        if (!row || row.state === 'invalidated') return 'not-found'
        if (row.state === 'withdrawn') return 'already-withdrawn'
        stopCounting(parts, row, at)
        write
          .update(signature)
          .set({ state: 'withdrawn', confirmedAt: null, number: null })
          .where(eq(signature.id, id))
          .run()
        return 'withdrawn'
      })
    },

    async setUpdates(id, wanted) {
      const updates = wanted ? ('yes' as const) : ('no' as const)
      const { changes } = write.update(signature).set({ updates }).where(eq(signature.id, id)).run()
      return changes === 1 ? 'set' : 'not-found'
    },

    async eraseMailbox(mailbox) {
      const erased = connection.transact(() => {
        const rows = ofMailbox(write, mailbox)
        for (const row of rows) eraseSignature(parts, row)
        return rows.length
      })
      if (erased > 0) await connection.truncateLog()
      return erased
    },

    async invalidateSignature(id, reason: InvalidReason, at) {
      return connection.transact(() => {
        const row = byId(id)
        if (!row) return 'not-found'
        if (row.state === 'invalidated' && row.invalidReason === reason) return 'already'
        stopCounting(parts, row, at)
        write
          .update(signature)
          .set({ state: 'invalidated', invalidReason: reason })
          .where(eq(signature.id, id))
          .run()
        return 'invalidated'
      })
    },

    async chooseConstituency(id, code, at) {
      return connection.transact(() => {
        const row = byId(id)
        if (!row || row.state === 'withdrawn' || row.state === 'invalidated') return 'not-found'
        if (row.constituencyCode) return 'already-settled'
        countElsewhere(parts, row, code)
        write
          .update(signature)
          .set({ constituencyCode: code, constituencyBy: 'chosen' })
          .where(eq(signature.id, id))
          .run()
        releaseHeld(parts, id, at)
        return 'chosen'
      })
    },
  }
}

/** Takes a signature off the count and stops what has not yet gone out in its name. */
function stopCounting(parts: StoreParts, row: SignatureRecord, at: Date): void {
  const { write } = parts.connection
  const { letter, outgoing } = tables
  if (row.state === 'confirmed') addToTallies(write, deltasOf(parts, row, row.constituencyCode, -1))
  write
    .update(outgoing)
    .set({ state: 'cancelled', dueAt: null, settledAt: at })
    .where(
      and(
        eq(outgoing.signatureId, row.id),
        inArray(outgoing.state, ['queued', 'deferred', 'held']),
        ne(outgoing.kind, 'manage'),
      ),
    )
    .run()
  write
    .update(letter)
    .set({ state: 'cancelled', sealed: null })
    .where(and(eq(letter.signatureId, row.id), eq(letter.state, 'unconfirmed')))
    .run()
  for (const { id } of lettersUnderWay(parts, row.id)) followMails(parts, id, at)
}

function lettersUnderWay({ connection: { write } }: StoreParts, id: SignatureId) {
  const { letter } = tables
  return write
    .select()
    .from(letter)
    .where(and(eq(letter.signatureId, id), notInArray(letter.state, ['unconfirmed', 'cancelled'])))
    .all()
}

function eraseSignature(parts: StoreParts, row: SignatureRecord): void {
  const { write } = parts.connection
  const { signature, letter, outgoing } = tables
  const { campaignId, constituencyCode } = row
  addToTallies(write, [
    ...(row.state === 'confirmed' ? deltasOf(parts, row, constituencyCode, -1) : []),
    ...lettersUnderWay(parts, row.id).flatMap(({ state, acceptedAt }) =>
      letterDeltas({ campaignId, constituencyCode, state, acceptedAt }, -1),
    ),
  ])
  write.delete(outgoing).where(eq(outgoing.signatureId, row.id)).run()
  write.delete(letter).where(eq(letter.signatureId, row.id)).run()
  write.delete(signature).where(eq(signature.id, row.id)).run()
}

/** Moves what counts for no constituency to the one chosen. */
function countElsewhere(parts: StoreParts, row: SignatureRecord, code: string): void {
  const letters = lettersUnderWay(parts, row.id)
  const move = (from: string | null, by: 1 | -1) => [
    ...(row.state === 'confirmed' ? deltasOf(parts, row, from, by) : []),
    ...letters.flatMap(({ campaignId, state, acceptedAt }) =>
      letterDeltas({ campaignId, constituencyCode: from, state, acceptedAt }, by),
    ),
  ]
  addToTallies(parts.connection.write, [...move(null, -1), ...move(code, 1)])
}

/** A letter that waited for its constituency goes on. */
function releaseHeld(parts: StoreParts, id: SignatureId, at: Date): void {
  const { write } = parts.connection
  const { outgoing } = tables
  const released = write
    .update(outgoing)
    .set({ state: 'queued', holdReason: null, dueAt: at, settledAt: null })
    .where(
      and(
        eq(outgoing.signatureId, id),
        eq(outgoing.state, 'held'),
        eq(outgoing.holdReason, 'no-constituency'),
      ),
    )
    .returning({ letterId: outgoing.letterId })
    .all()
  for (const { letterId } of released) if (letterId) followMails(parts, letterId, at)
}

function deltasOf(
  { connection: { write } }: StoreParts,
  row: SignatureRecord,
  code: string | null,
  by: 1 | -1,
) {
  if (!row.confirmedAt) return []
  const principles = principleSlugs(principleNames(write, [row.campaignId]), row)
  return signatureDeltas({ ...row, confirmedAt: row.confirmedAt, constituencyCode: code, principles }, by)
}
