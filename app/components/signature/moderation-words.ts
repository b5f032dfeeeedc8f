import type { ToDoKind } from '../../domain/dashboard/to-do'
import type { InvalidationState } from '../../domain/invalidation/invalidation'
import type { FoundRecord } from '../../domain/invalidation/store'
import type { PaperState } from '../../domain/paper/paper-signature'

/** Where a signature stands, as its moderator is told. */
export function signatureStateWords({
  signature: { state },
  invalidReason,
}: Pick<FoundRecord, 'signature' | 'invalidReason'>): string {
  if (state === 'pending') return 'Waits for its mailbox to confirm'
  if (state === 'confirmed') return 'Confirmed, and counts'
  if (state === 'withdrawn') return 'Withdrawn by its supporter'
  return invalidReason === 'bot'
    ? 'Taken for a bot’s; its mailbox may sign again'
    : 'Taken off the count by an organiser; its mailbox is blocked'
}

export const orderStateWords: Readonly<Record<InvalidationState, string>> = {
  counting: 'Being counted',
  counted: 'Counted; nothing has been done',
  running: 'Being taken off the count',
  done: 'Taken off the count',
  cancelled: 'Cancelled half-way; what was done is done',
  undoing: 'Being put back',
  undone: 'Put back',
}

export const toDoWords: Readonly<Record<ToDoKind, string>> = {
  'too-alike': 'A letter much like others waits for you',
  'cannot-compose': 'A letter could not be put together',
  unknown: 'Nobody knows whether a letter arrived',
  bounced: 'A letter was refused, and is back with its writer',
  'gave-up': 'A letter could not be sent, and is back with its writer',
  review: 'Signed from a network that many sign from',
}

export const paperStateWords: Readonly<Record<PaperState, string>> = {
  counted: 'Counts',
  'signed-on-paper': 'On another line already',
  'signed-online': 'Has signed in the browser',
}
