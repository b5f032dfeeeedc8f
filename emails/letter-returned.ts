import { type Block, type Mail, renderMail } from './mail'

export interface LetterReturnedProps {
  readonly name: string
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
  /** Whether it was sent and came back, or was never sent: for want of a way, or because somebody decided so. */
  readonly ended: 'came-back' | 'could-not-be-sent' | 'was-not-sent'
  /** Why, in whole sentences. */
  readonly why: string
  /** Null where its words have been deleted. */
  readonly letter: { readonly subject: string; readonly whole: string } | null
  /** How its reader can be written to now, or why there is nobody: a whole sentence. */
  readonly way: Way | string
}

interface Way {
  readonly address: string | null
  /** Opens a mail to that address, with as much of the letter as a link may hold. */
  readonly mailto: string | null
  readonly envelope: string | null
}

const subjects: Readonly<Record<LetterReturnedProps['ended'], string>> = {
  'came-back': 'Your letter came back',
  'could-not-be-sent': 'Your letter could not be sent',
  'was-not-sent': 'Your letter was not sent',
}

/** A letter that did not get to its reader, whole, for its writer to send. */
export function letterReturned(props: LetterReturnedProps): Mail {
  const { name, campaign, organisation, contact, ended, why, letter, way } = props
  return renderMail(`${subjects[ended]}: ${campaign}`, [
    paragraph(`Hello ${name},`),
    paragraph(
      `You wrote a letter with “${campaign}”, a campaign by ${organisation}. ${why} Your signature counts all the same.`,
    ),
    ...(letter
      ? [
          paragraph('You can still send it yourself. Here it is, whole.'),
          ...waysToSend(way),
          ...whole(letter),
        ]
      : [paragraph('We cannot give it back to you: its words have been deleted by now.')]),
    {
      kind: 'small',
      words: `${organisation} sends this because you confirmed a letter with this e-mail address. Questions? Write to ${contact}.`,
    },
  ])
}

function waysToSend(way: Way | string): Block[] {
  if (typeof way === 'string') return [paragraph(way)]
  const { address, mailto, envelope } = way
  return [
    ...(address && mailto
      ? [
          paragraph('By e-mail, copy it into a mail to'),
          { kind: 'link' as const, words: address, url: mailto },
        ]
      : []),
    ...(envelope ? [paragraph('On paper, print and sign it, and post it to'), paragraph(envelope)] : []),
  ]
}

function whole({ subject, whole }: NonNullable<LetterReturnedProps['letter']>): Block[] {
  return [paragraph(`Subject: ${subject}`), { kind: 'letter', words: whole }]
}

function paragraph(words: string): Block {
  return { kind: 'paragraph', words }
}
