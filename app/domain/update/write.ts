import { type Actor, type AuditAction, type AuditEntry, actorOf } from '../audit/audit'
import { readSendTime } from '../calendar/send-time'
import type { Campaign } from '../campaign/campaign'
import type { CampaignUpdateId } from '../id'
import type { Organiser } from '../organiser/organiser'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { CampaignUpdate, UpdateState, UpdateWords } from './campaign-update'
import { checkUpdateWords } from './words'

/** An update, and who does something with it. */
export interface UpdateDeed {
  readonly ports: Ports
  readonly organiser: Organiser
  readonly campaign: Campaign
  readonly update: CampaignUpdate
}

/** @throws Problem `not-found` */
export async function updateNumbered(
  { store }: Ports,
  campaign: Campaign,
  number: string,
): Promise<CampaignUpdate> {
  const update = /^[1-9]\d{0,5}$/.test(number)
    ? await store.updateNumbered(campaign.id, Number(number))
    : null
  if (!update) throw new Problem('not-found', 'There is no such update.')
  return update
}

/** Begins an update, from nothing or from the words of an earlier one. */
export async function beginUpdate(
  ports: Ports,
  { id: createdBy }: Organiser,
  campaign: Campaign,
  words: UpdateWords,
): Promise<CampaignUpdate> {
  const { subject, body, audience } = words
  const draft = { id: ports.newId<CampaignUpdateId>(), campaignId: campaign.id, createdBy, at: ports.now() }
  return ports.store.createUpdate({ ...draft, subject, body, audience })
}

/**
 * Saves what was typed over the revision that its writer saw.
 * @throws Problem `invalid`, or `refused` where it is no draft any more
 */
export async function saveUpdate(
  { ports, campaign, update }: Omit<UpdateDeed, 'organiser'>,
  revision: number,
  typed: UpdateWords,
): Promise<'saved' | 'overtaken'> {
  const words = checkUpdateWords(typed, campaign)
  const saved = await ports.store.saveUpdate(update.id, revision, words, ports.now())
  if (saved === 'not-draft')
    throw new Problem('refused', 'This update is no draft any more, so it cannot be changed.')
  if (saved === 'not-found') throw new Problem('not-found', 'There is no such update.')
  return saved
}

/** When an update goes, as it was typed. */
export interface SendChoice {
  readonly when: string
  readonly day: string
  readonly time: string
  readonly publishes: boolean
  readonly revision: number
}

/**
 * Sends an update now or at a time of London's clocks; a mailer takes it from there.
 * @throws Problem `invalid`, or `refused` where somebody changed or sent it meanwhile
 */
export async function scheduleUpdate(deed: UpdateDeed, choice: SendChoice): Promise<void> {
  const { ports, campaign, update } = deed
  const now = ports.now()
  checkUpdateWords(update, campaign)
  if (choice.when !== 'now' && choice.when !== 'later')
    throw new Problem('invalid', 'There is a problem', { when: 'Choose when it is sent' })
  const sendAt = choice.when === 'now' ? now : readSendTime(choice.day, choice.time, now)
  const { revision, publishes } = choice
  await move(deed, { to: 'scheduled', sendAt, publishes, revision }, 'update-scheduled', {
    sendAt: sendAt.toISOString(),
    publishes,
  })
}

const moves = {
  unschedule: { to: 'draft', action: 'update-unscheduled' },
  pause: { to: 'paused', action: 'update-paused' },
  resume: { to: 'sending', action: 'update-resumed' },
  cancel: { to: 'cancelled', action: 'update-cancelled' },
} as const satisfies Readonly<Record<string, { to: UpdateState; action: AuditAction }>>

export type UpdateStep = keyof typeof moves

export function isUpdateStep(word: string): word is UpdateStep {
  return Object.hasOwn(moves, word)
}

/** @throws Problem `refused` where its state does not allow that, or no longer */
export async function takeStep(deed: UpdateDeed, step: UpdateStep): Promise<void> {
  const { to, action } = moves[step]
  await move(deed, { to, sendAt: null, publishes: false, revision: deed.update.revision }, action)
}

async function move(
  deed: UpdateDeed,
  how: {
    readonly to: Exclude<UpdateState, 'sent'>
    readonly sendAt: Date | null
    readonly publishes: boolean
    readonly revision: number
  },
  action: AuditAction,
  detail: AuditEntry['detail'] = {},
): Promise<void> {
  const { ports, update } = deed
  const at = ports.now()
  const moved = await ports.store.moveUpdate({ id: update.id, at, ...how }, entryOf(deed, action, at, detail))
  if (moved === 'moved') return
  throw new Problem(
    'refused',
    moved === 'overtaken'
      ? 'Somebody saved this update since you opened it. Look at it again before it goes.'
      : 'This cannot be done with the update any more: it has moved on since you opened the page.',
  )
}

/** Makes it a public page now, or no longer one. */
export async function publishUpdate(deed: UpdateDeed, isPublic: boolean): Promise<void> {
  const { ports, campaign, update } = deed
  if (isPublic) checkUpdateWords(update, campaign)
  const at = ports.now()
  const entry = entryOf(deed, isPublic ? 'update-published' : 'update-unpublished', at)
  await ports.store.publishUpdate(update.id, isPublic ? at : null, at, entry)
}

/**
 * Mails it to the organiser who writes it.
 * @throws Problem `refused` for whoever has no address here
 */
export async function testUpdate({ ports, organiser, campaign, update }: UpdateDeed): Promise<void> {
  checkUpdateWords(update, campaign)
  if (!organiser.id)
    throw new Problem(
      'refused',
      'Sign in as an organiser to get a test: whoever runs the server has no address here.',
    )
  await ports.store.queueUpdateTest(update.id, organiser.id, ports.now())
}

function entryOf(
  { organiser, campaign, update }: UpdateDeed,
  action: AuditAction,
  at: Date,
  detail: AuditEntry['detail'] = {},
): AuditEntry {
  const actor: Actor = actorOf(organiser)
  const object = `update:${update.id}`
  return {
    actor,
    action,
    object,
    campaignId: campaign.id,
    reason: null,
    detail: { number: update.number, ...detail },
    at,
  }
}
