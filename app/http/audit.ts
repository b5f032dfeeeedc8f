import type { AuditEvent } from '../domain/audit/audit'
import { hexOf } from '../domain/audit/verify'
import type { Ports } from '../domain/ports'
import { campaignTitles } from './campaign-titles'

const eventsAPage = 50

/** What is asked of the log: by a campaign's slug, and before which event. */
export interface AuditAsked {
  readonly campaign: string
  readonly before: number | null
}

export function readAuditAsked(request: Request): AuditAsked {
  const { searchParams } = new URL(request.url)
  const before = searchParams.get('before') ?? ''
  return {
    campaign: searchParams.get('campaign') ?? '',
    before: /^[1-9]\d{0,8}$/.test(before) ? Number(before) : null,
  }
}

/** A page of the log, the latest first, of one campaign or of all. */
export async function shownAudit(ports: Ports, { campaign, before }: AuditAsked) {
  const all = await ports.store.campaigns()
  const campaigns = all.map(({ id, slug, text }) => ({ id, slug, title: text.title }))
  const asked = campaigns.find(({ slug }) => slug === campaign)
  const { events, earlier } = await shownEvents(ports, asked?.id ?? null, before)
  return {
    campaigns,
    campaign: asked?.slug ?? '',
    events,
    earlier: earlier && asked ? `${earlier}&campaign=${campaign}` : earlier,
  }
}

/** Events with names in the place of ids, and where those before them are. @param campaignId null for all campaigns */
export async function shownEvents(ports: Ports, campaignId: number | null, before: number | null) {
  const { store } = ports
  const names = new Map(
    (await store.organisers()).map(({ id, name }): [string, string] => [`organiser:${id}`, name]),
  )
  const titles = await campaignTitles(ports)
  const events = await store.auditBefore(campaignId, before, eventsAPage)
  const last = events.at(-1)
  return {
    events: events.map(event => shownEvent(event, names, titles)),
    earlier: last && events.length === eventsAPage && last.number > 1 ? `?before=${last.number}` : null,
  }
}

function shownEvent(
  { number, at, actor, action, object, campaignId, reason, detail, hash }: AuditEvent,
  names: ReadonlyMap<string, string>,
  titles: ReadonlyMap<number, string>,
) {
  return {
    ...{ number, at, action, reason, detail },
    who: names.get(actor) ?? actor,
    object: names.get(object) ?? object,
    campaign: campaignId === null ? null : (titles.get(campaignId) ?? `campaign ${campaignId}`),
    hash: hexOf(hash).slice(0, 12),
  }
}
