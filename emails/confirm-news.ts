import { type Mail, renderMail } from './mail'

export interface ConfirmNewsProps {
  readonly url: string
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
}

/** Did you ask for this campaign's updates? */
export function confirmNews({ url, campaign, organisation, contact }: ConfirmNewsProps): Mail {
  return renderMail(`Please confirm that you want updates: ${campaign}`, [
    { kind: 'paragraph', words: 'Hello,' },
    {
      kind: 'paragraph',
      words: `Somebody, we hope you, asked for updates on “${campaign}”, a campaign by ${organisation}, to be sent to this address.`,
    },
    { kind: 'button', words: 'Yes, send me updates', url },
    {
      kind: 'paragraph',
      words:
        'The link works for seven days. If this was not you, do nothing: no updates come, and nothing is counted as signed.',
    },
    { kind: 'small', words: `${organisation} sends this. Questions? Write to ${contact}.` },
  ])
}
