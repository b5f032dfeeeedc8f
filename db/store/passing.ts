import { eq } from 'drizzle-orm'
import { type Passage, type Passed, type Step, stepAt } from '../../app/domain/office/line'
import type { ClaimedPersonal } from '../../app/domain/outbox/outbox'
import type { NewOutgoing, Session } from '../database'
import { run, type Steps } from '../steps'
import { changeLent, lentMails, settledColumns } from './lent'
import { followMails } from './letter-state'
import { type OfficeRecord, openOffices } from './office-rows'
import type { StoreParts } from './parts'
import { signatureToChange } from './rows'

/** Takes claimed letters as far as their offices let them. */
export function passing(parts: StoreParts) {
  const officeAt = openOffices(parts)
  const lent = lentMails(parts)

  /** Message-ID and Date are fixed where it goes. */
  return function* (tx: Session, mail: ClaimedPersonal, passage: Passage, at: Date): Steps<Passed> {
    const office = yield* officeAt(tx, passage.address, at)
    const place = mail.officeId === office.id ? mail.place : null
    const step = stepAt(office, { ...passage, place }, at)
    if (step.kind !== 'goes') return yield* turnBack(parts, tx, mail, office, step, at)
    const { messageId, date } = passage
    if (!(yield* lent.stamp(tx, mail, { messageId, date, officeId: office.id, place: 'let-go' })))
      return { kind: 'lease-lost' }
    yield* moveOffice(parts, tx, office, step)
    yield* noteReader(parts, tx, mail, passage)
    return { kind: 'goes', office: office.id }
  }
}

/** A letter that does not go now, unless its writer has withdrawn: it was on its way then, and is not now. */
function* turnBack(
  parts: StoreParts,
  tx: Session,
  mail: ClaimedPersonal,
  office: OfficeRecord,
  step: Step,
  at: Date,
): Steps<Passed> {
  const writer = yield* signatureToChange(parts, tx, mail.signatureId)
  const withdrawn = writer?.state !== 'confirmed'
  const columns = withdrawn
    ? settledColumns({ state: 'cancelled' }, at)
    : { ...waitingColumns(office, step, at), attempts: mail.attempts - 1 }
  if (!(yield* changeLent(parts, tx, mail, columns))) return { kind: 'lease-lost' }
  if (mail.kind === 'letter' && mail.letterId) yield* followMails(parts, tx, mail.letterId, at)
  if (withdrawn) return { kind: 'cancelled' }
  yield* moveOffice(parts, tx, office, step)
  return { kind: step.kind === 'paused' ? 'held' : 'waits' }
}

/** It was taken up and laid down again: no attempt. */
function waitingColumns({ id: officeId }: OfficeRecord, step: Step, at: Date): Partial<NewOutgoing> {
  if (step.kind === 'paused')
    return { ...settledColumns({ state: 'held', why: 'office-paused' }, at), officeId, place: null }
  return step.kind === 'when-open'
    ? { state: 'queued', dueAt: step.dueAt, officeId: null, place: null }
    : { state: 'queued', dueAt: null, officeId, place: 'in-line' }
}

function* moveOffice(
  { tables: { office } }: StoreParts,
  tx: Session,
  { id }: OfficeRecord,
  { office: change }: Step,
): Steps<void> {
  if (Object.keys(change).length > 0) yield* run(tx.update(office).set(change).where(eq(office.id, id)))
}

/** Whom a letter really reaches. Its own mail is under way, so nothing counts it for a member yet. */
function* noteReader(
  { tables: { letter } }: StoreParts,
  tx: Session,
  { kind, letterId }: ClaimedPersonal,
  { memberId }: Passage,
): Steps<void> {
  if (kind === 'letter' && letterId && memberId !== null)
    yield* run(tx.update(letter).set({ memberId }).where(eq(letter.id, letterId)))
}
