import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type AuditAction, type AuditEntry, actorOf } from '../audit/audit'
import type { OrganiserId, WebhookId } from '../id'
import type { Organiser } from '../organiser/organiser'
import type { Ports } from '../ports'
import { type FieldProblems, Problem } from '../problem'
import { isOneLine } from '../text/typed-text'
import { accessScopes, createAccessToken, hasEnded, isCovered, type MadeToken } from './token'
import { type Webhook, webhookEvents, webhookPayload } from './webhook-event'

/** What is typed to have an address told of events. */
export interface WebhookFields {
  readonly url: string
  readonly events: readonly string[]
  /** A campaign's slug; '' for every campaign. */
  readonly campaign: string
}

/** What is typed to make a token. */
export interface TokenFields {
  readonly name: string
  readonly scope: string
  readonly campaign: string
  /** For how many days; '' for good. */
  readonly days: string
}

export function readWebhookFields(form: URLSearchParams): WebhookFields {
  return { url: form.get('url') ?? '', events: form.getAll('event'), campaign: form.get('campaign') ?? '' }
}

export function readTokenFields(form: URLSearchParams): TokenFields {
  const [name = '', scope = '', campaign = '', days = ''] = ['name', 'scope', 'campaign', 'days'].map(
    field => form.get(field) ?? '',
  )
  return { name, scope, campaign, days }
}

/** What somebody made that works now: a token stops with what they may do, a webhook tells an address and goes on. */
export async function connectionsOf({ store, now }: Pick<Ports, 'store' | 'now'>, id: OrganiserId) {
  const at = now()
  const works = (token: MadeToken) => !hasEnded(token, at) && isCovered(token)
  return {
    tokens: (await store.accessTokens()).filter(token => token.createdBy === id && works(token)),
    webhooks: (await store.webhooks()).filter(({ createdBy, state }) => createdBy === id && state === 'on'),
  }
}

const urlAtMost = 500

/**
 * Has an address told of events from now on. Gives its secret, which is shown this once.
 * @throws Problem `invalid`
 */
export async function addWebhook(ports: Ports, fields: WebhookFields, by: Organiser): Promise<Webhook> {
  const problems: Record<string, string> = {}
  const url = readUrl(fields.url.trim(), ports.settings.publicOrigin)
  if (typeof url === 'string') problems.url = url
  const events = webhookEvents.filter(event => fields.events.includes(event))
  if (events.length === 0) problems.event = 'Choose at least one event'
  const campaignId = await campaignIdOf(ports, fields.campaign, problems)
  if (typeof url === 'string' || Object.keys(problems).length > 0) throw invalid(problems)
  const made = {
    id: ports.newId<WebhookId>(),
    campaignId,
    url: url.href,
    secret: `whsec_${randomBytes(24).toString('base64')}`,
    events,
    createdBy: by.id,
    createdAt: ports.now(),
  }
  await ports.store.saveWebhook(made, webhookEntry(ports, 'webhook-made', made, by))
  return { ...made, state: 'on', failures: 0 }
}

/** An address, or why it is none that may be told; its host is looked at each time it is told (SEC-23). */
function readUrl(typed: string, ourOrigin: string): URL | string {
  if (!URL.canParse(typed) || typed.length > urlAtMost)
    return 'Give a web address such as https://crm.example.org/hooks/undersigned'
  const url = new URL(typed)
  if (url.username || url.password) return 'Leave the user name and password out of the address'
  const tryingOut = ourOrigin.startsWith('http:') && url.protocol === 'http:'
  if (url.protocol !== 'https:' && !tryingOut) return 'The address must begin with https://'
  return url
}

/** Turns one on or off. */
export async function switchWebhook(
  ports: Ports,
  id: WebhookId,
  state: Webhook['state'],
  by: Organiser,
): Promise<void> {
  const webhook = await webhookNamed(ports, id)
  await ports.store.setWebhook(id, state, webhookEntry(ports, 'webhook-changed', { ...webhook, state }, by))
}

/** Takes one away, with all that was on its way to it. */
export async function removeWebhook(ports: Ports, id: WebhookId, by: Organiser): Promise<void> {
  const webhook = await webhookNamed(ports, id)
  await ports.store.endWebhook(id, webhookEntry(ports, 'webhook-ended', webhook, by))
}

/** Tells it that this is a test. */
export async function testWebhook(ports: Ports, id: WebhookId): Promise<void> {
  const at = ports.now()
  await ports.store.tellTest(id, webhookPayload('test', { id: 0, slug: 'test' }, {}, at), at)
}

/** @throws Problem `not-found` */
export async function webhookNamed(ports: Ports, id: WebhookId): Promise<Webhook> {
  const webhook = await ports.store.webhook(id)
  if (!webhook) throw new Problem('not-found', 'This webhook is not there any more.')
  return webhook
}

/** The host alone: what follows it may be a secret. */
function webhookEntry(
  ports: Ports,
  action: Extract<AuditAction, `webhook-${string}`>,
  webhook: Pick<Webhook, 'id' | 'campaignId' | 'url' | 'events'> & { readonly state?: Webhook['state'] },
  by: Organiser,
): AuditEntry {
  const { id, campaignId, url, events, state = 'on' } = webhook
  return {
    actor: actorOf(by),
    action,
    object: `webhook:${id}`,
    campaignId: campaignId || null,
    reason: null,
    detail: { host: new URL(url).host, events: events.join(' '), state },
    at: ports.now(),
  }
}

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give it a name, such as the program that will use it')
  .max(100, 'The name must be 100 characters or fewer')
  .refine(isOneLine, 'The name must be one line')

const scopeSchema = z.enum(accessScopes, 'Choose what it may fetch')

const daysSchema = z
  .string()
  .trim()
  .refine(typed => typed === '' || (/^\d{1,4}$/.test(typed) && Number(typed) > 0), {
    error: 'Give a whole number of days, or nothing for a token without an end',
  })

/**
 * Makes a token as it was typed; gives it, this once.
 * @throws Problem `invalid`
 */
export async function addToken(ports: Ports, fields: TokenFields, by: Organiser): Promise<string> {
  const problems: Record<string, string> = {}
  const read = <Value>(field: keyof TokenFields, schema: z.ZodType<Value>): Value | null => {
    const answer = schema.safeParse(fields[field])
    if (answer.error) problems[field] = answer.error.issues[0]?.message ?? 'Look at this again'
    return answer.data ?? null
  }
  const name = read('name', nameSchema)
  const scope = read('scope', scopeSchema)
  const days = read('days', daysSchema)
  const campaignId = await campaignIdOf(ports, fields.campaign, problems)
  if (name === null || scope === null || days === null || Object.keys(problems).length > 0)
    throw invalid(problems)
  const endsAt = days === '' ? null : new Date(ports.now().getTime() + Number(days) * 86_400_000)
  return createAccessToken(ports, { name, scope, campaignId, endsAt }, by)
}

async function campaignIdOf(ports: Ports, slug: string, problems: Record<string, string>): Promise<number> {
  if (slug === '') return 0
  const campaign = await ports.store.campaign(slug)
  if (!campaign) problems.campaign = 'Choose a campaign, or all of them'
  return campaign?.id ?? 0
}

function invalid(problems: FieldProblems): Problem {
  return new Problem('invalid', 'There is a problem', problems)
}
