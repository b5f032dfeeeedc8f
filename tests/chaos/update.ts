import { uuidv7 } from 'uuidv7'
import type { CampaignUpdateId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import type { CampaignUpdate } from '../../app/domain/update/campaign-update'
import type { SmtpSink } from '../support/smtp'
import type { Findings } from './outcome'

/** An organiser writes to everybody who asked for it, due at once: whichever product comes next sends it. */
export async function beginUpdate(store: Store): Promise<void> {
  const campaign = await store.campaign('fair-hearing')
  if (!campaign) return
  const at = new Date()
  const words = {
    subject: 'Where we are',
    body: 'Thank you.',
    audience: { constituencies: [], principles: [] },
  }
  const draft = { id: uuidv7() as CampaignUpdateId, campaignId: campaign.id, createdBy: null, at, ...words }
  const { id, revision } = await store.createUpdate(draft)
  const about = { actor: 'operator', object: `update:${id}`, campaignId: campaign.id, reason: null } as const
  const entry = { ...about, action: 'update-scheduled', detail: {}, at } as const
  await store.moveUpdate({ id, revision, to: 'scheduled', sendAt: at, publishes: false, at }, entry)
}

export async function areUnderWay(store: Store): Promise<boolean> {
  return (await allUpdates(store)).some(({ state }) => state !== 'sent')
}

/** Nobody may have more copies than there were updates; and what was queued of each must have come to an end that is counted. */
export async function auditUpdates(store: Store, sink: SmtpSink, findings: Findings): Promise<void> {
  const updates = await allUpdates(store)
  const readers = sink.mails.filter(carriesUpdate).flatMap(({ to }) => to)
  for (const reader of new Set(readers)) {
    const copies = readers.filter(one => one === reader).length
    if (copies > updates.length) findings.twice.push({ reader, copies })
  }
  for (const { id, campaignId, queued } of updates) {
    const counts = await store.countsBy(campaignId, ['update-mails'])
    const ended = counts.filter(({ key }) => key.startsWith(id)).reduce((sum, { count }) => sum + count, 0)
    if (ended !== queued || queued === 0) findings.wrong.push({ update: id, queued, ended })
  }
}

export function carriesUpdate({ source }: SmtpSink['mails'][number]): boolean {
  return /^list-unsubscribe:/im.test(source)
}

async function allUpdates(store: Store): Promise<readonly CampaignUpdate[]> {
  const campaigns = await store.campaigns()
  return (await Promise.all(campaigns.map(({ id }) => store.updatesBefore(id, null, 100)))).flat()
}
