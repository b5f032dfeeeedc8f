import { and, asc, eq, sql } from 'drizzle-orm'
import { standing } from '../../app/domain/campaign'
import type { SignatureId } from '../../app/domain/id'
import { decide, type Held, type SignatureDraft } from '../../app/domain/signature'
import type { Recorded, Store } from '../../app/domain/store'
import { moveLetters } from './letter-state'
import { letterRow, mailOwner, outgoingRow } from './mailing'
import { preparedInsert } from './prepared'
import { openPerson, type SignatureRecord, sealPerson } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'
import { touch } from './touch'

/** Signing: each draft with its letter and its mail, all that came together in one transaction. */
export function recording(parts: StoreParts): Pick<Store, 'recordSignatures'> {
  const record = recorder(parts)
  return {
    async recordSignatures(drafts) {
      return parts.connection.transact(() => {
        touch(parts) // every group writes, so that how long it takes does not tell who signed before (SEC-12)
        return drafts.map(record)
      })
    },
  }
}

function recorder(parts: StoreParts) {
  const { connection, keyring, household } = parts
  const { signature, letter, outgoing, campaign, principle } = tables
  const { write } = connection

  const campaignNow = write
    .select({ state: campaign.state, opens: campaign.opens, closes: campaign.closes })
    .from(campaign)
    .where(eq(campaign.id, sql.placeholder('campaignId')))
    .prepare()
  const inMailbox = write
    .select()
    .from(signature)
    .where(
      and(
        eq(signature.campaignId, sql.placeholder('campaignId')),
        eq(signature.mailbox, sql.placeholder('mailbox')),
      ),
    )
    .orderBy(asc(signature.slot))
    .prepare()
  const principlesOf = write
    .select({ number: principle.number, slug: principle.slug })
    .from(principle)
    .where(eq(principle.campaignId, sql.placeholder('campaignId')))
    .prepare()

  const insertSignature = preparedInsert(write, signature)
  const insertLetter = preparedInsert(write, letter)
  const insertOutgoing = preparedInsert(write, outgoing)

  return (draft: SignatureDraft): Recorded => {
    const { campaignId } = draft
    const now = campaignNow.get({ campaignId })
    if (!now || standing({ state: now.state, text: dates(now) }, draft.at) !== 'open') return 'not-open'
    const mailbox = keyring.sealer(campaignId).mailboxIndex(draft.mailbox)
    const rows = inMailbox.all({ campaignId, mailbox })
    const decision = decide(
      draft,
      rows.map(row => toHeld(parts, row)),
      household,
    )
    if (decision.kind === 'ignore') return 'ignored'
    if (decision.kind === 'mailbox-full')
      return mailOwner(parts, draft, decision.held.id, 'mailbox-full') ? 'repeated' : 'told-lately'
    if (decision.kind === 'repeat') {
      const kind = decision.held.state === 'pending' ? 'confirm' : 'already-signed'
      // Anybody may have posted first: a later post never turns updates on, and always turns them off.
      if (kind === 'confirm' && !draft.updates)
        write.update(signature).set({ updates: 'no' }).where(eq(signature.id, decision.held.id)).run()
      return mailOwner(parts, draft, decision.held.id, kind) ? 'repeated' : 'told-lately'
    }
    if (decision.kind === 'sign-again') {
      const again = rows.find(row => row.id === decision.held.id)
      if (again) signAgain(draft, again)
      return 'recorded'
    }
    const mailed = draft.verdict === 'person' && draft.mail === 'allowed'
    insertSignature({
      ...columnsOf(draft, draft.id),
      id: draft.id,
      campaignId,
      mailbox,
      slot: decision.slot,
      mails: mailed ? 1 : 0,
      mailedAt: mailed ? draft.at : neverMailed,
    })
    if (mailed) {
      const letterId = draft.letter?.id ?? null
      if (draft.letter) insertLetter(letterRow(parts, draft, draft.id, draft.letter))
      const about = { kind: 'confirm' as const, campaignId, signatureId: draft.id, letterId }
      insertOutgoing(outgoingRow(parts, about, draft.at, draft.at))
    }
    return 'recorded'
  }

  /** Only a mailbox's owner can have withdrawn, so the mails that went there before are not held against them. */
  function signAgain(draft: SignatureDraft, row: SignatureRecord): void {
    const columns = columnsOf(draft, row.id)
    moveLetters(parts, row, columns.constituencyCode)
    write
      .update(signature)
      .set({ ...columns, mails: 0 })
      .where(eq(signature.id, row.id))
      .run()
    mailOwner(parts, draft, row.id, 'sign-again')
  }

  /** What signing sets, the first time or again. */
  function columnsOf(draft: SignatureDraft, id: SignatureId) {
    const bot = draft.verdict === 'bot'
    const known = principlesOf.all({ campaignId: draft.campaignId })
    return {
      version: draft.version,
      consentVersion: draft.consentVersion,
      state: bot ? ('invalidated' as const) : ('pending' as const),
      invalidReason: bot ? ('bot' as const) : null,
      country: draft.country,
      constituencyCode: draft.constituency?.code ?? null,
      constituencyBy: draft.constituency?.by ?? null,
      outward: draft.outward,
      domain: draft.mailDomain,
      principles: draft.principles
        .flatMap(slug => known.find(one => one.slug === slug)?.number ?? [])
        .join(' '),
      updates: draft.updates ? ('yes' as const) : ('no' as const),
      source: draft.source,
      review: draft.review,
      sealed: sealPerson(keyring, draft.campaignId, id, draft.person),
      network: draft.network && Buffer.from(draft.network),
      signedAt: draft.at,
      confirmedAt: null,
      number: null,
    }
  }
}

/** So long ago that the next mail need not wait. */
const neverMailed = new Date(0)

function dates({ opens, closes }: { opens: string | null; closes: string | null }) {
  return { ...(opens ? { opens } : {}), ...(closes ? { closes } : {}) }
}

function toHeld({ keyring }: StoreParts, row: SignatureRecord): Held {
  const { id, slot, state, invalidReason } = row
  return { id, slot, state, invalidReason, person: openPerson(keyring, row) }
}
