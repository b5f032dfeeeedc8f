import type { Deed } from '../audit/audit'
import type { Campaign } from '../campaign/campaign'
import type { Settling } from '../dashboard/to-do'
import { isId, type LetterId } from '../id'
import { likeness } from '../likeness/likeness'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { decideLetter } from './held-letter'
import type { Letter } from './letter'
import type { LetterMail } from './mail'

/** A letter as whoever decides about it reads it. */
export interface ModeratedLetter {
  readonly letter: Letter
  readonly mails: readonly LetterMail[]
  /** Those of the latest letters that it is most like, the likest first. */
  readonly alike: readonly AlikeLetter[]
}

export interface AlikeLetter {
  readonly id: LetterId
  readonly likeness: number
  /** Null once deleted. */
  readonly body: string | null
}

/** What may be decided about a letter, and is by its page's buttons. */
export const letterDeeds = [
  'release',
  'refuse',
  'arrived',
  'send-again',
  'give-back',
  'seen',
] as const satisfies readonly ('release' | 'refuse' | Settling)[]
export type LetterDeed = (typeof letterDeeds)[number]

/** A thousand are compared in a millisecond; what is much alike mostly came in one wave. */
const comparedWith = 1000
const alikeShown = 3

/**
 * A letter of this campaign with what it says; the log is told that it was read.
 * @throws Problem `not-found`
 */
export async function moderatedLetter(
  ports: Ports,
  campaign: Pick<Campaign, 'id'>,
  id: string | undefined,
  deed: Deed,
): Promise<ModeratedLetter> {
  const { store } = ports
  const letter = await letterOfCampaign(ports, campaign, id)
  await store.recordAudit({
    ...deed,
    action: 'letter-read',
    object: `letter:${letter.id}`,
    campaignId: campaign.id,
    detail: {},
  })
  const mails = await store.letterMails(letter.id)
  const held = mails.some(({ state, holdReason }) => state === 'held' && holdReason === 'too-alike')
  return { letter, mails, alike: held ? await alikeTo(ports, letter) : [] }
}

/** @throws Problem `not-found`, for another campaign's too, and for one that nobody confirmed */
export async function letterOfCampaign(
  { store }: Ports,
  campaign: Pick<Campaign, 'id'>,
  id: string | undefined,
): Promise<Letter> {
  const letter = id && isId<LetterId>(id) ? await store.letter(id) : null
  if (letter?.campaignId !== campaign.id || letter.queuedAt === null)
    throw new Problem('not-found', 'There is no such letter in this campaign.')
  return letter
}

/** @throws Problem `refused` or `not-open` where it does not wait for that */
export async function decideAbout(
  ports: Ports,
  letter: Letter,
  decided: LetterDeed,
  deed: Deed,
): Promise<void> {
  if (decided === 'release' || decided === 'refuse') return decideLetter(ports, letter.id, decided, deed)
  const outcome = await ports.store.settleLetter(letter.id, decided, deed)
  if (outcome !== 'settled')
    throw new Problem('not-open', 'It does not wait for that any more: look at it as it stands now.')
}

async function alikeTo({ store }: Ports, letter: Letter): Promise<AlikeLetter[]> {
  const kept = await store.fingerprintsBefore(letter.campaignId, null, comparedWith)
  const own = kept.find(one => one.id === letter.id)?.fingerprint
  if (!own) return []
  const ranked = kept
    .filter(one => one.id !== letter.id)
    .map(({ id, fingerprint }) => ({ id, likeness: likeness(own, fingerprint) }))
    .filter(one => one.likeness > 0)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, alikeShown)
  return Promise.all(
    ranked.map(async one => ({ ...one, body: (await store.letter(one.id))?.words?.body ?? null })),
  )
}
