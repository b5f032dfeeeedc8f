import type { AccessScope } from '../../domain/connection/token'
import type { DeliveryState, ToldEvent } from '../../domain/connection/webhook-event'

export const eventWords: Readonly<Record<ToldEvent, string>> = {
  signed: 'somebody signed, and has not confirmed it yet',
  confirmed: 'a signature was confirmed, and counts',
  withdrawn: 'somebody withdrew their name',
  'letter.accepted': 'a mail system took a letter',
  milestone: 'the campaign reached a milestone',
  test: 'a test from this page',
}

export const scopeWords: Readonly<Record<AccessScope, string>> = {
  export: 'Counts alone: counts, by-day and by-principle',
  'export-personal': 'Everything, with names and addresses',
}

export const deliveryWords: Readonly<Record<DeliveryState, string>> = {
  waiting: 'waits',
  sending: 'under way',
  delivered: 'delivered',
  'gave-up': 'given up',
}
