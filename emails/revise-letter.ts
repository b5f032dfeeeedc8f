import { type Mail, renderMail } from './mail'

export interface ReviseLetterProps {
  readonly name: string
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
  /** Who is named in the letter, by their display name. */
  readonly former: string
  /** Who sits there now, or why nobody does: a whole sentence. */
  readonly now: string
  readonly url: string
}

/** Your letter names somebody who is no longer your MP: look at it again. */
export function reviseLetter({
  name,
  campaign,
  organisation,
  contact,
  former,
  now,
  url,
}: ReviseLetterProps): Mail {
  return renderMail(`Please look at your letter again: ${campaign}`, [
    { kind: 'paragraph', words: `Hello ${name},` },
    {
      kind: 'paragraph',
      words: `You wrote a letter with “${campaign}”, a campaign by ${organisation}. Before it went, something changed: ${former} is no longer your MP. ${now}`,
    },
    {
      kind: 'paragraph',
      words: `Your letter was written to ${former} and speaks of them, so we have not sent it. Please look at it again. The page behind this link shows it, lets you change its words, and has a button to send it and one not to:`,
    },
    { kind: 'button', words: 'Look at my letter', url },
    {
      kind: 'paragraph',
      words:
        'The link works for 28 days. Until you press a button there, nothing is sent. Your signature counts all the same.',
    },
    {
      kind: 'small',
      words: `${organisation} sends this because you confirmed a letter with this e-mail address. Questions? Write to ${contact}.`,
    },
  ])
}
