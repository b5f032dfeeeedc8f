import type { CampaignText } from '../domain/campaign/campaign'
import { slugSchema } from '../domain/campaign/principle'
import { campaignNamed } from '../domain/campaign/publish'
import { readCampaignFile } from './campaign-file'
import type { Deed, Io, StorelessDeed } from './verb'

/** A campaign's text, and how its places are told: with a line where it comes from a file. */
export interface GivenText {
  readonly text: CampaignText
  placeOf(path: readonly (string | number)[]): string
}

/** Does something with the text that FILE|SLUG means: a file's name has a dot or a slash in it, a campaign's has none. */
export async function withText(
  named: string,
  use: (given: GivenText, io: Io) => Promise<void>,
): Promise<Deed | StorelessDeed> {
  if (slugSchema.safeParse(named).success)
    return async (ports, io) => {
      const { text } = await campaignNamed(ports, named)
      await use({ text, placeOf: () => named }, io)
    }
  const { text, lineOf } = await readCampaignFile(named)
  return { withoutStore: io => use({ text, placeOf: path => `${named}:${lineOf(path)}` }, io) }
}
