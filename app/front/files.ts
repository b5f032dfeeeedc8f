import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

interface PublicFile {
  readonly bytes: Buffer
  readonly type: string
  readonly etag: string
}

/** Serves `public/` from memory; answers whether the path was one of its files. */
export function publicFiles(
  folder: string,
): (request: IncomingMessage, response: ServerResponse, path: string) => boolean {
  const files = readFiles(folder)
  return (request, response, path) => {
    const file = files.get(path)
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    response.setHeader('ETag', file.etag)
    response.setHeader('Cache-Control', 'public, max-age=300')
    if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304).end()
      return true
    }
    response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.bytes.length })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
    return true
  }
}

function readFiles(folder: string): ReadonlyMap<string, PublicFile> {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return new Map(
    names.flatMap((name): [string, PublicFile][] => {
      const type = types[extname(name)]
      if (!type) return []
      const bytes = readFileSync(join(folder, name))
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
      return [[`/${name}`, { bytes, type, etag }]]
    }),
  )
}
