import type { Campaign } from '../campaign/campaign'
import type { InvalidationId, LetterId, SignatureId } from '../id'
import type { Ports } from '../ports'
import type { ToDo, ToDoKind } from './to-do'

/** One thing that waits for a person; nothing of a supporter but where they live. */
export type QueueItem = {
  readonly since: Date
  readonly constituency: string | null
} & (
  | {
      readonly kind: Exclude<ToDoKind, 'review'>
      readonly id: LetterId
      readonly likeness: number | null
      readonly lastReply: string | null
    }
  | { readonly kind: 'review'; readonly id: SignatureId }
)

export interface Queue {
  /** The oldest first. */
  readonly items: readonly QueueItem[]
  readonly toDo: readonly ToDo[]
  /** Orders that are under way, or wait to be ordered. */
  readonly orders: readonly { readonly id: InvalidationId; readonly state: string }[]
}

/** As many as somebody settles at a sitting; the next come as these go. */
const itemsAtMost = 20

/** What waits for a person in a campaign. */
export async function readQueue({ store }: Ports, { id }: Pick<Campaign, 'id'>): Promise<Queue> {
  const held = await store.lettersForPerson(id, itemsAtMost)
  const stopped = await store.stoppedLetters(id, itemsAtMost)
  const marked = await store.markedSignatures(id, itemsAtMost)
  const items: QueueItem[] = [
    ...held.map(({ why, queuedAt, ...letter }) => {
      return { ...letter, kind: why as 'too-alike' | 'cannot-compose', since: queuedAt, lastReply: null }
    }),
    ...stopped.map(({ state, queuedAt, ...letter }) => {
      return { ...letter, kind: state, since: queuedAt, likeness: null }
    }),
    ...marked.map(({ signedAt, ...signature }) => {
      return { ...signature, kind: 'review' as const, since: signedAt }
    }),
  ]
  const orders = await store.invalidationsBefore(id, null, ordersLookedAt)
  return {
    items: items.toSorted((one, other) => +one.since - +other.since).slice(0, itemsAtMost),
    toDo: await store.toDo(id),
    orders: orders.filter(({ endedAt, undoneAt }) => !endedAt && !undoneAt),
  }
}

/** One is under way for minutes at most, so it is among the latest. */
const ordersLookedAt = 20
