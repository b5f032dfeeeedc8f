import { type Mail, renderMail } from './mail'

export interface UpdateProps {
  readonly subject: string
  /** What its organiser wrote, for this reader: safe HTML, and the same words as plain text. */
  readonly body: { readonly text: string; readonly html: string }
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
  /** Why its reader gets it. */
  readonly asked: 'with-signature' | 'without-signature'
  readonly unsubscribeUrl: string
  /** The same words on the campaign's own pages; null where they are not public. */
  readonly pageUrl: string | null
}

/** From the campaign, to whoever asked for it. Nothing in it tells anybody that it was read. */
export function update({
  subject,
  body,
  campaign,
  organisation,
  contact,
  asked,
  unsubscribeUrl,
  pageUrl,
}: UpdateProps): Mail {
  const why =
    asked === 'with-signature'
      ? `you signed “${campaign}” and said Yes to updates`
      : `you asked for updates on “${campaign}” and confirmed it`
  return renderMail(subject, [
    { kind: 'prose', ...body },
    ...(pageUrl ? [{ kind: 'link' as const, words: pageUrl, url: pageUrl }] : []),
    {
      kind: 'footer',
      words: `${organisation} sends this because ${why}. Answer this mail, or write to ${contact}.`,
      link: { words: 'Unsubscribe with one press:', url: unsubscribeUrl },
    },
  ])
}
