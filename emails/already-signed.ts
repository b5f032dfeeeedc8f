import { type Mail, renderMail } from './mail'

export interface AlreadySignedProps {
  readonly name: string
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
  /** `/my` of this installation. */
  readonly myUrl: string
  /** Whether a letter of theirs has been confirmed. */
  readonly letter: 'written' | 'none'
}

/** You have signed already, and nothing new came. */
export function alreadySigned({
  name,
  campaign,
  organisation,
  contact,
  myUrl,
  letter,
}: AlreadySignedProps): Mail {
  return renderMail(`You have signed already: ${campaign}`, [
    { kind: 'paragraph', words: `Hello ${name},` },
    {
      kind: 'paragraph',
      words: `“${campaign}”, a campaign by ${organisation}, has just been signed again with your e-mail address. You had signed already: your signature is counted once, and nothing has changed.`,
    },
    ...(letter === 'written'
      ? [
          {
            kind: 'paragraph' as const,
            words:
              'Your letter is with us too. Each supporter writes one letter in a campaign, so if you wrote another just now, it is not sent.',
          },
        ]
      : []),
    {
      kind: 'paragraph',
      words:
        'You need do nothing. If you would like to see what is held about you, withdraw your name or erase it, ask here for a link:',
    },
    { kind: 'button', words: 'Your data', url: myUrl },
    {
      kind: 'small',
      words: `${organisation} sends this because somebody gave your e-mail address when signing. Questions? Write to ${contact}.`,
    },
  ])
}
