import { standing } from '../campaign/campaign'
import type { Ports } from '../ports'
import type { Store } from '../store'
import { type CampaignLetters, campaignLetters, type LetterRoom } from './campaign-letters'
import type { Fingerprint } from './likeness'
import type { Likenesses } from './likeness-index'

/** What a letter is compared with: the letters of its campaign that were confirmed before it, kept in memory. */
export interface EarlierLetters {
  /**
   * How alike a letter is to the latest of them. Whoever asks first of a campaign waits until they are read.
   * @param former the fingerprint of one that is left out: this letter's own, before its words were changed
   */
  compare(campaignId: number, kept: Fingerprint, former: Fingerprint | null): Promise<Likenesses>
  /** Lets go of a campaign's letters, since one was erased or has other words now; whoever asks next reads them anew. */
  forget(campaignId: number): void
}

/** How much memory they may take; of several campaigns the one that was asked of longest ago is let go of first. */
interface Room extends LetterRoom {
  readonly bytesInAll: number
}

/** The demonstration's letters keep 35 windows each; 200,000 of them take 24 MB, 42 with a sentence of their writer's own in each. */
const usualRoom: Room = { letters: 200_000, bytes: 64e6, bytesInAll: 128e6 }

/** @param store where each campaign's letters are read from when they are first asked about, and once an hour again */
export function earlierLetters(
  store: Pick<Store, 'fingerprintsBefore'>,
  now: () => Date,
  room = usualRoom,
): EarlierLetters {
  /** The one that was asked of longest ago is first. */
  const known = new Map<number, CampaignLetters>()

  function lettersOf(campaignId: number): CampaignLetters {
    const before = known.get(campaignId)
    const letters = before && !before.isSpent() ? before : campaignLetters(store, campaignId, now, room)
    known.delete(campaignId)
    known.set(campaignId, letters)
    return letters
  }

  function keepWithinRoom(): void {
    let bytes = [...known.values()].reduce((sum, letters) => sum + letters.bytes(), 0)
    for (const [campaignId, letters] of known) {
      if (bytes <= room.bytesInAll || known.size === 1) return
      known.delete(campaignId)
      bytes -= letters.bytes()
    }
  }

  return {
    async compare(campaignId, kept, former) {
      const letters = lettersOf(campaignId)
      try {
        const likenesses = await letters.compare(kept, former)
        keepWithinRoom()
        return likenesses
      } catch (fault) {
        if (known.get(campaignId) === letters) known.delete(campaignId) // only part of them may have been read
        throw fault
      }
    },
    forget: campaignId => void known.delete(campaignId),
  }
}

/** Reads the letters of every campaign that takes signatures, so that nobody waits for it; the newest's are kept longest. */
export async function readOpenCampaigns({ store, earlierLetters, now }: Ports): Promise<void> {
  for (const campaign of (await store.campaigns()).toReversed())
    if (standing(campaign, now()) === 'open') await earlierLetters.compare(campaign.id, [], null)
}
