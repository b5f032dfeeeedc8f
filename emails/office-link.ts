import { type Mail, renderMail } from './mail'

export interface OfficeLinkProps {
  readonly url: string
}

/** An office's link to choose how letters reach it. */
export function officeLink({ url }: OfficeLinkProps): Mail {
  return renderMail('Choose how letters from the public reach you', [
    { kind: 'paragraph', words: 'Hello,' },
    {
      kind: 'paragraph',
      words:
        'Somebody who has seen a letter that was sent to you through Undersigned asked us for this link, most likely one of your office. It opens a page where you choose how such letters come: each by itself, all of a day in one mail, or none for now.',
    },
    { kind: 'button', words: 'Choose how letters come', url },
    {
      kind: 'paragraph',
      words:
        'The link works for 24 hours and for one choice. It is sent to this address alone, so nobody else can choose for you; please do not pass it on.',
    },
    {
      kind: 'paragraph',
      words: 'If your office did not ask for it, do nothing: letters come as they did.',
    },
    {
      kind: 'small',
      words:
        'Sent through Undersigned, which organisations use to bring you letters of people who confirmed them.',
    },
  ])
}
