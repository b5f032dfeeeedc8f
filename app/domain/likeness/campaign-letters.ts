import type { LetterId } from '../id'
import type { KeptFingerprint, Store } from '../store'
import { othersTurn } from '../timer'
import type { Fingerprint } from './likeness'
import { type Likenesses, likenessIndex } from './likeness-index'

/** The letters of one campaign, as one process knows them. */
export interface CampaignLetters {
  /** @throws what the store throws; they are not to be asked again then */
  compare(kept: Fingerprint, former: Fingerprint | null): Promise<Likenesses>
  /** Whether they are to be read anew. */
  isSpent(): boolean
  bytes(): number
}

/** How many of the latest are read; whichever is reached first. */
export interface LetterRoom {
  readonly letters: number
  readonly bytes: number
}

/** Withdrawn letters, and those erased by another process, are compared with no longer than this. */
const knownForMs = 3_600_000

/** Letters that are confirmed meanwhile may take up so much more room. */
const overRoom = 1.1

/** How often to ask which were confirmed meanwhile, by whichever process. */
const askEveryMs = 1000

/**
 * A letter is stamped before the transaction that confirms it, which may end after that of one stamped later: so much is read
 * again each time. It is more than a transaction of ours is tried for, 8 s, and its last statement may wait, 5 s.
 */
const overlapMs = 20_000

/** Nothing is read until somebody asks. */
export function campaignLetters(
  store: Pick<Store, 'fingerprintsBefore'>,
  campaignId: number,
  now: () => Date,
  room: LetterRoom,
): CampaignLetters {
  const index = likenessIndex()
  const begunAt = now().getTime()
  let askedAt = never
  let latest = never
  /** Those that are read again. */
  let recent: ReadonlySet<LetterId> = new Set()
  let reading: Promise<void> | null = null

  /** Reads from the latest back to where it began the last time; the first time, as far as there is room. */
  async function readNew(): Promise<void> {
    const at = now().getTime()
    const since = latest - overlapMs
    const again = new Set<LetterId>()
    for await (const page of pagesBack(store, campaignId)) {
      for (const { id, queuedAt, fingerprint } of page) {
        const ms = queuedAt.getTime()
        if (ms < since) continue
        latest = Math.max(latest, ms)
        if (!recent.has(id)) index.add(fingerprint)
        if (ms >= latest - overlapMs) again.add(id)
      }
      if (since === never ? isFull(1) : isOlder(page.at(-1), since)) break
    }
    recent = again
    askedAt = at
  }

  function isFull(times: number): boolean {
    return index.letters >= times * room.letters || index.bytes >= times * room.bytes
  }

  async function catchUp(): Promise<void> {
    const sinceAsked = now().getTime() - askedAt
    if (sinceAsked >= 0 && sinceAsked < askEveryMs) return
    reading ??= readNew().finally(() => {
      reading = null
    })
    await reading
  }

  return {
    async compare(kept, former) {
      await catchUp()
      return index.compare(kept, former)
    },
    isSpent: () => now().getTime() - begunAt >= knownForMs || isFull(overRoom),
    bytes: () => index.bytes,
  }
}

const never = Number.NEGATIVE_INFINITY

/** Read at once: 1,000 take 6 ms, in which nothing else is done. */
const pageSize = 1000

/** Pages of letters from the latest on back; between two of them others are answered. */
async function* pagesBack(
  store: Pick<Store, 'fingerprintsBefore'>,
  campaignId: number,
): AsyncGenerator<readonly KeptFingerprint[]> {
  let before: KeptFingerprint | null = null
  for (;;) {
    const page: readonly KeptFingerprint[] = await store.fingerprintsBefore(campaignId, before, pageSize)
    yield page
    before = page.at(-1) ?? null
    if (page.length < pageSize) return
    await othersTurn()
  }
}

function isOlder(letter: KeptFingerprint | undefined, ms: number): boolean {
  return letter !== undefined && letter.queuedAt.getTime() < ms
}
