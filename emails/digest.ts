import { type Block, type Mail, renderMail } from './mail'

export interface DigestProps {
  /** Whether all of them are letters to an MP, whose writers are constituents. */
  readonly from: 'constituents' | 'people'
  readonly campaigns: readonly DigestCampaign[]
  readonly letters: readonly DigestLetter[]
  /** How many more come in the next. */
  readonly waiting: number
  readonly officeUrl: string
}

export interface DigestCampaign {
  readonly title: string
  readonly organisation: string
  readonly letters: number
  /** What its writers stand for, and how many each; most first. */
  readonly principles: readonly { readonly title: string; readonly letters: number }[]
}

export interface DigestLetter {
  readonly name: string
  readonly email: string
  readonly campaign: string
  /** Such as 31 January 2026. */
  readonly written: string
  readonly subject: string
  /** The whole letter, salutation to address, as `wholeLetter` gives it. */
  readonly words: string
}

/** The letters of a day in one mail: how many and for what, then each whole, with whom to answer. */
export function digest({ from, campaigns, letters, waiting, officeUrl }: DigestProps): Mail {
  const one = from === 'constituents' ? 'a constituent' : 'one person'
  const several = from === 'constituents' ? 'your constituents' : 'people who wrote to you'
  const what = letters.length === 1 ? `1 letter from ${one}` : `${letters.length} letters from ${several}`
  return renderMail(what, [
    {
      kind: 'paragraph',
      words: `Here ${letters.length === 1 ? 'is' : 'are'} ${what}. Your office asked to get the letters of each day in one mail. Each is below as its writer wrote it, with their name, their address and their e-mail address.`,
    },
    ...(waiting > 0 ? [{ kind: 'paragraph', words: whatWaits(waiting) } as const] : []),
    {
      kind: 'paragraph',
      words:
        'A reply to this mail reaches none of them: please write to each at the e-mail address above their letter.',
    },
    ...campaigns.flatMap(summary),
    ...letters.flatMap((letter, index) => whole(letter, index + 1, letters.length)),
    {
      kind: 'footer',
      words: `Sent through Undersigned on behalf of ${letters.length === 1 ? 'its writer, who confirmed their' : 'their writers, who each confirmed their'} e-mail address.`,
      link: { words: 'How letters reach your office is for you to choose:', url: officeUrl },
    },
  ])
}

function whatWaits(waiting: number): string {
  return waiting === 1
    ? '1 more letter waits, so that this mail does not grow too large. It comes with the next.'
    : `${waiting} more letters wait, so that this mail does not grow too large. They come with the next.`
}

function summary({ title, organisation, letters, principles }: DigestCampaign): Block[] {
  return [
    { kind: 'heading', words: `${title}: ${letters === 1 ? '1 letter' : `${letters} letters`}` },
    {
      kind: 'paragraph',
      words: `A campaign by ${organisation}. What ${letters === 1 ? 'its writer stands' : 'their writers stand'} for:`,
    },
    { kind: 'list', items: principles.map(principle => `${principle.title} (${principle.letters})`) },
  ]
}

function whole(
  { name, email, campaign, written, subject, words }: DigestLetter,
  number: number,
  of: number,
): Block[] {
  return [
    { kind: 'heading', words: of === 1 ? `The letter of ${name}` : `Letter ${number} of ${of}: ${name}` },
    {
      kind: 'facts',
      facts: [
        { name: 'Reply to', value: email, url: replyTo(email, subject) },
        { name: 'Subject', value: subject },
        { name: 'Written', value: written },
        { name: 'Campaign', value: campaign },
      ],
    },
    { kind: 'quoted', words },
  ]
}

function replyTo(email: string, subject: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}?subject=${encodeURIComponent(`Re: ${subject}`)}`
}
