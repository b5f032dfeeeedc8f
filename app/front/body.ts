import type { IncomingMessage } from 'node:http'

/** More than any form of ours (a letter is at most 5,000 characters), and little enough to hold in memory. */
export const bodyAtMost = 64 * 1024

export type Body = Buffer | 'too-large'

/** Reads the whole body; `too-large` as soon as that is known, without reading on. @param most in bytes */
export function readBody(request: IncomingMessage, most = bodyAtMost): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > most) return Promise.resolve('too-large')
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size > most) resolve('too-large')
      else parts.push(part)
    })
    request.on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
    request.on('error', reject)
  })
}
