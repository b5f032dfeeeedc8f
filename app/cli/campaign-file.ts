import { createReadStream } from 'node:fs'
import { type CampaignFile, parseCampaign } from '../domain/campaign/file'
import { Problem } from '../domain/problem'
import { whyUnreadable } from '../domain/text/unreadable'
import { fromCaller } from './caller'

/** Many times what a campaign needs, and too little to choke on. */
const bytesAtMost = 1_000_000

/**
 * Reads a campaign file, YAML or JSON.
 * @throws Problem `invalid` with a line `FILE:LINE: field.path: words` for each thing wrong in it; `refused` where it cannot be read
 */
export async function readCampaignFile(file: string): Promise<CampaignFile> {
  return parseCampaign(await readText(file), file)
}

async function readText(file: string): Promise<string> {
  const chunks: Buffer[] = []
  try {
    // One byte more than is allowed, so that even an endless file is read no further.
    for await (const chunk of createReadStream(fromCaller(file), { end: bytesAtMost })) chunks.push(chunk)
  } catch (fault) {
    throw new Problem('refused', `${file} ${whyUnreadable(fault)}`)
  }
  const bytes = Buffer.concat(chunks)
  if (bytes.length > bytesAtMost) throw new Problem('refused', `${file} is larger than 1 MB`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('refused', `${file} is not in UTF-8: save it as UTF-8 and try again`)
  }
}
