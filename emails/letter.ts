import { type Mail, plainMail } from './mail'

export interface LetterProps {
  readonly subject: string
  /** The whole letter, salutation to address, as `wholeLetter` gives it. */
  readonly words: string
  /** The constituent's name. */
  readonly name: string
  readonly officeUrl: string
}

/**
 * A constituent's own letter to a target: their words and nothing of ours but the lines under the rule. Plain text, as they
 * wrote it and as an office's casework system files it.
 */
export function letter({ subject, words, name, officeUrl }: LetterProps): Mail {
  return plainMail(subject, [
    { kind: 'letter', words },
    {
      kind: 'footer',
      words: `Sent through Undersigned on behalf of ${name}, who confirmed their e-mail address. Reply to this e-mail to reach them.`,
      link: { words: 'How letters reach your office is for you to choose:', url: officeUrl },
    },
  ])
}
