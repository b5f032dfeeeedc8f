import { createHash, randomBytes } from 'node:crypto'
import { type Actor, type AuditEntry, actorOf } from '../audit/audit'
import { type ExportName, personalExports } from '../export/choice'
import type { OrganiserId } from '../id'
import type { Organiser } from '../organiser/organiser'
import { allows } from '../organiser/role'
import type { KnownOrganiser } from '../organiser/store'
import type { Ports } from '../ports'
import { Problem } from '../problem'

/** What a bearer token may fetch: the counts, or personal data too. */
export const accessScopes = ['export', 'export-personal'] as const
export type AccessScope = (typeof accessScopes)[number]

/** A token as it is kept: never the token itself. */
export interface AccessToken {
  /** SHA-256 of it. */
  readonly hash: Uint8Array
  readonly scope: AccessScope
  /** What its holder calls it. */
  readonly name: string | null
  /** The only campaign that it is for; 0 for every campaign. */
  readonly campaignId: number
  readonly createdBy: OrganiserId | null
  readonly createdAt: Date
  /** When it was last shown, to the hour. */
  readonly usedAt: Date | null
  /** From when on it is worth nothing. */
  readonly endsAt: Date | null
}

/** A token with whoever made it, as they are now. */
export interface MadeToken extends AccessToken {
  /** Null for the operator's. */
  readonly maker: Pick<KnownOrganiser, 'name' | 'state' | 'roles'> | null
}

/** What whoever makes a token says of it. */
export type TokenWish = Pick<AccessToken, 'scope' | 'name' | 'campaignId' | 'endsAt'>

const operator: Pick<Organiser, 'id'> = { id: null }

/** Makes a bearer token; it is shown this once, and only its SHA-256 is kept. */
export async function createAccessToken(
  ports: Ports,
  wish: TokenWish | AccessScope,
  by: Pick<Organiser, 'id'> = operator,
): Promise<string> {
  const wanted = typeof wish === 'string' ? { scope: wish, name: null, campaignId: 0, endsAt: null } : wish
  const token = `und_${randomBytes(32).toString('base64url')}`
  const made = { ...wanted, hash: hashOf(token), createdBy: by.id, createdAt: ports.now() }
  await ports.store.createAccessToken(made, tokenEntry('token-made', made, actorOf(by), ports.now()))
  return token
}

/** Makes a token worth nothing from now on. */
export async function endAccessToken(
  ports: Ports,
  hash: Uint8Array,
  by: Pick<Organiser, 'id'>,
): Promise<'ended' | 'not-found'> {
  const token = await ports.store.accessToken(hash)
  if (!token) return 'not-found'
  const at = ports.now()
  return ports.store.endAccessToken(hash, at, tokenEntry('token-ended', token, actorOf(by), at))
}

/** Known in the log by how its hash begins, as on the page that lists tokens. */
function tokenEntry(
  action: 'token-made' | 'token-ended',
  { hash, scope, campaignId, name }: Pick<AccessToken, 'hash' | 'scope' | 'campaignId' | 'name'>,
  actor: Actor,
  at: Date,
): AuditEntry {
  const detail = { scope, name }
  return {
    actor,
    action,
    object: `token:${tokenMark(hash)}`,
    campaignId: campaignId || null,
    reason: null,
    detail,
    at,
  }
}

/** What tells one token from another where it is listed: 8 hexadecimal digits of its hash. */
export function tokenMark(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex').slice(0, 8)
}

/** What the token in an `Authorization` header opens; null where it bears none of ours, or one that is worth nothing. */
export async function tokenShown(ports: Ports, authorization: string | null): Promise<AccessToken | null> {
  const shown = /^Bearer ([\w-]{20,100})$/i.exec(authorization ?? '')?.[1]
  const token = shown ? await ports.store.accessToken(hashOf(shown)) : null
  const at = ports.now()
  if (!token || hasEnded(token, at) || !isCovered(token)) return null
  if (!token.usedAt || at.getTime() - token.usedAt.getTime() >= notedEveryMs)
    await ports.store.noteTokenUse(token.hash, at)
  return token
}

export function hasEnded({ endsAt }: Pick<AccessToken, 'endsAt'>, at: Date): boolean {
  return endsAt !== null && endsAt <= at
}

/** A token fetches what its maker may still fetch themselves, or nothing (record 48); the operator's is covered always. */
export function isCovered({ scope, campaignId, createdBy, maker }: MadeToken): boolean {
  return createdBy === null || (maker?.state === 'active' && allows(maker.roles, scope, campaignId))
}

/** A program may ask every second: one write an hour says as much. */
const notedEveryMs = 3_600_000

/**
 * @throws Problem `not-allowed` unless the `Authorization` header bears a token of ours, `refused` where its scope does
 * not cover this export (RFC 6750 section 3.1)
 */
export async function requireExportAccess(
  ports: Ports,
  authorization: string | null,
  name: ExportName,
): Promise<AccessToken> {
  const token = await tokenShown(ports, authorization)
  if (!token)
    throw new Problem('not-allowed', 'This export needs a bearer token: cli token create --scope export')
  if (token.scope !== 'export-personal' && personalExports.includes(name))
    throw new Problem(
      'refused',
      `The ${name} export holds personal data and needs a token of scope export-personal`,
    )
  return token
}

/** @throws Problem `not-found` where a token is for another campaign: it learns nothing of this one */
export function requireTokenFor(
  { campaignId }: Pick<AccessToken, 'campaignId'>,
  campaign: { readonly id: number },
): void {
  if (campaignId !== 0 && campaignId !== campaign.id)
    throw new Problem('not-found', 'There is no such campaign')
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
