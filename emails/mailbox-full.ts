import { type Mail, renderMail } from './mail'

export interface MailboxFullProps {
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
  /** The campaign's page. */
  readonly campaignUrl: string
  /** Where everything held can be asked for. */
  readonly myUrl: string
}

/** Somebody signed with your address and was not recorded. It greets nobody by name: the mailbox may be shared. */
export function mailboxFull({ campaign, organisation, contact, campaignUrl, myUrl }: MailboxFullProps): Mail {
  return renderMail(`A signature was not recorded: ${campaign}`, [
    { kind: 'paragraph', words: 'Hello,' },
    {
      kind: 'paragraph',
      words: `Somebody has tried to sign “${campaign}”, a campaign by ${organisation}, with this e-mail address and another name than the one that signed before. That signature was not recorded, and nothing has changed.`,
    },
    {
      kind: 'paragraph',
      words:
        'Why? So that each person is counted once. Two people may share a mailbox if their postcode is the same; anybody else needs an address of their own.',
    },
    {
      kind: 'paragraph',
      words: 'If it was you, or someone close to you, please sign again with another e-mail address:',
    },
    { kind: 'button', words: 'Go to the campaign', url: campaignUrl },
    {
      kind: 'paragraph',
      words:
        'If you never signed at all, somebody has given your address before. You can see and erase what is held, and then sign yourself:',
    },
    { kind: 'button', words: 'See what is held', url: myUrl },
    { kind: 'paragraph', words: 'If you know nothing of it, do nothing: nothing was recorded.' },
    {
      kind: 'small',
      words: `${organisation} sends this because somebody gave your e-mail address when signing. Questions? Write to ${contact}.`,
    },
  ])
}
