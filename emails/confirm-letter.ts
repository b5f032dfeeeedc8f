import { becomesOf, type LetterNote, letterNote } from './letter-note'
import { type Mail, renderMail } from './mail'

export interface ConfirmLetterProps {
  readonly name: string
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
  readonly url: string
  readonly letter: LetterNote
}

/** You have signed already: is this letter yours? */
export function confirmLetter({
  name,
  campaign,
  organisation,
  contact,
  url,
  letter,
}: ConfirmLetterProps): Mail {
  return renderMail(`Please confirm your letter: ${campaign}`, [
    { kind: 'paragraph', words: `Hello ${name},` },
    {
      kind: 'paragraph',
      words: `You have signed “${campaign}”, a campaign by ${organisation}, and your signature is counted. Now a letter has been written in your name.`,
    },
    {
      kind: 'paragraph',
      words: `Is it yours? This link opens a page with a button, and pressing that button ${becomesOf(letter)}. Until then, nothing is sent.`,
    },
    { kind: 'button', words: 'Confirm my letter', url },
    {
      kind: 'paragraph',
      words:
        'The link works for 7 days. If the campaign closes before then, it works for one more day after that.',
    },
    letterNote(letter),
    {
      kind: 'paragraph',
      words:
        'If you did not write it, do nothing: the letter is not sent, and your signature stays as it is.',
    },
    {
      kind: 'small',
      words: `${organisation} sends this because somebody gave your e-mail address with a letter. Questions? Write to ${contact}.`,
    },
  ])
}
