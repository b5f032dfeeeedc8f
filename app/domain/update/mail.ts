import type { Campaign } from '../campaign/campaign'
import { renderMarkdown } from '../text/markdown'
import { plainText } from '../text/plain-text'
import type { CampaignUpdate } from './campaign-update'
import { escapedForHtml, fillUpdate, updateValues } from './words'

/** An update as one reader gets it. */
export interface ReadUpdate {
  readonly subject: string
  /** Safe HTML. */
  readonly html: string
  /** The same words, with the address of each link after it. */
  readonly text: string
}

/**
 * What an organiser wrote, for a reader of this name. Blanks are filled in what was rendered, so that nothing in a name is read as
 * Markdown.
 */
export function updateFor(
  { subject, body }: Pick<CampaignUpdate, 'subject' | 'body'>,
  campaign: Pick<Campaign, 'text'>,
  name: string,
): ReadUpdate {
  const values = updateValues(campaign, name)
  return {
    subject: fillUpdate(subject, values),
    html: fillUpdate(renderMarkdown(body, 2), values, escapedForHtml),
    text: fillUpdate(plainText(body, 'with-addresses'), values),
  }
}
