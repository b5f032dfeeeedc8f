import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from './audit'
import { type ExportName, personalExports } from './export-choice'
import type { Ports } from './ports'
import { Problem } from './problem'

/** What a bearer token may fetch: the counts, or personal data too. */
export const accessScopes = ['export', 'export-personal'] as const
export type AccessScope = (typeof accessScopes)[number]

/** Makes a bearer token; it is shown this once, and only its SHA-256 is kept. */
export async function createAccessToken(ports: Ports, scope: AccessScope): Promise<string> {
  const token = `und_${randomBytes(32).toString('base64url')}`
  await ports.store.createAccessToken({ hash: hashOf(token), scope }, ports.now())
  return token
}

/** What the token in an `Authorization` header may fetch; null where it bears none of ours. */
export async function accessScope(ports: Ports, authorization: string | null): Promise<AccessScope | null> {
  const token = bearerToken(authorization)
  return token ? ports.store.accessScope(hashOf(token)) : null
}

/**
 * Who asks, where their token covers the export.
 * @throws Problem `not-allowed` unless the `Authorization` header bears a token of ours, `refused` where its scope does
 * not cover this export (RFC 6750 section 3.1)
 */
export async function requireExportAccess(
  ports: Ports,
  authorization: string | null,
  name: ExportName,
): Promise<Actor> {
  const scope = await accessScope(ports, authorization)
  if (!scope)
    throw new Problem('not-allowed', 'This export needs a bearer token: cli token create --scope export')
  if (scope !== 'export-personal' && personalExports.includes(name))
    throw new Problem(
      'refused',
      `The ${name} export holds personal data and needs a token of scope export-personal`,
    )
  // The end of its hash tells tokens apart in the log, and lets nobody in.
  return `token:${hashOf(bearerToken(authorization) ?? '')
    .toString('hex')
    .slice(-16)}`
}

function bearerToken(authorization: string | null): string | undefined {
  return /^Bearer ([\w-]{20,100})$/i.exec(authorization ?? '')?.[1]
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
