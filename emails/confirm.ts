import { becomesOf, type LetterNote, letterNote } from './letter-note'
import { type Mail, renderMail } from './mail'

export interface ConfirmProps {
  readonly name: string
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
  readonly url: string
  readonly letter: LetterNote | null
}

/** Is this signature (and this letter) yours? */
export function confirm({ name, campaign, organisation, contact, url, letter }: ConfirmProps): Mail {
  const what = letter ? `counts your signature and ${becomesOf(letter)}` : 'counts your signature'
  return renderMail(`Please confirm your signature: ${campaign}`, [
    { kind: 'paragraph', words: `Hello ${name},` },
    {
      kind: 'paragraph',
      words: `Thank you for signing “${campaign}”, a campaign by ${organisation}.`,
    },
    {
      kind: 'paragraph',
      words: `One step is left. Please tell us that it was you: this link opens a page with a button, and pressing that button ${what}. Until then, nothing is counted${letter ? ' and nothing is sent' : ''}.`,
    },
    {
      kind: 'button',
      words: letter ? 'Confirm my signature and my letter' : 'Confirm my signature',
      url,
    },
    {
      kind: 'paragraph',
      words:
        'The link works for 7 days. If the campaign closes before then, it works for one more day after that.',
    },
    ...(letter ? [letterNote(letter)] : []),
    {
      kind: 'paragraph',
      words: `If this was not you, do nothing: nothing is counted${letter ? ', and nothing is sent' : ''}.`,
    },
    {
      kind: 'small',
      words: `${organisation} sends this because somebody gave your e-mail address when signing. Questions? Write to ${contact}.`,
    },
  ])
}
