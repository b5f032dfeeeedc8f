import { type Mail, renderMail } from './mail'

export interface ManageProps {
  readonly url: string
  readonly organisation: string
  readonly contact: string
}

/** Your link to what is held about you. It names no campaign: a subject line is read over shoulders. */
export function manage({ url, organisation, contact }: ManageProps): Mail {
  return renderMail('Your link to what is held about you', [
    { kind: 'paragraph', words: 'Hello,' },
    {
      kind: 'paragraph',
      words:
        'You asked to see what is held about you. This link opens a page where you can read and download all of it, correct your name, withdraw your name from a campaign, unsubscribe from updates, and erase everything.',
    },
    { kind: 'button', words: 'See what is held about me', url },
    {
      kind: 'paragraph',
      words: 'The link works for 24 hours. Whoever has it can do all this, so please do not pass it on.',
    },
    {
      kind: 'paragraph',
      words: 'If you did not ask for it, do nothing: nothing is changed, and nobody else was sent the link.',
    },
    { kind: 'small', words: `${organisation} sends this. Questions? Write to ${contact}.` },
  ])
}
