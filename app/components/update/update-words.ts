import type { UpdateState } from '../../domain/update/campaign-update'
import type { AudienceSize } from '../../domain/update/figures'
import { counted } from '../figure/figures'

/** A state as the desk says it. */
export const updateStates: Readonly<Record<UpdateState, string>> = {
  draft: 'Draft',
  scheduled: 'Waits for its time',
  sending: 'Is being sent',
  paused: 'Paused',
  sent: 'Sent',
  cancelled: 'Cancelled',
}

/** "1,234 people", "at most 1,234 people" or "nobody": who signed and asked, and who only asked. */
export function peopleReached({ supporters, is, subscribers }: AudienceSize): string {
  if (supporters + subscribers === 0) return 'nobody'
  const people = counted(supporters + subscribers, 'person', 'people')
  return is === 'at-most' ? `at most ${people}` : people
}
