import type { ReadStream } from 'node:tty'
import { Problem } from '../domain/problem'

/** @throws Problem `refused` where nothing is piped in: at a terminal it would wait for somebody to type a mail */
export async function readInput(
  input: AsyncIterable<Buffer> & Pick<ReadStream, 'isTTY'>,
  atMost: number,
): Promise<Buffer> {
  if (input.isTTY) throw new Problem('refused', 'Nothing is piped in. Give it a file: … < report.eml')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of input) {
    if (size < atMost) parts.push(part)
    size += part.length
  }
  return Buffer.concat(parts).subarray(0, atMost)
}
