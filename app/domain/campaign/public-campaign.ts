import { formWording } from '../privacy/privacy'
import { inSentence } from '../target/reader-words'
import { type Campaign, type CampaignText, type Standing, standing } from './campaign'
import { goalNow } from './goal'

/** What anyone may see of a campaign: none of its letters' templates, nor the addresses it writes to. */
export interface PublicCampaign {
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly statement: string
  readonly principles: readonly PublicPrinciple[]
  readonly conclusion: string
  readonly outcome: string
  /** Markdown; '' where nothing is said. */
  readonly paused: string
  readonly organisation: {
    readonly name: string
    readonly contact: string
    readonly website: string | null
    readonly charityNumber: string | null
  }
  readonly links: CampaignText['links']
  /** Whom a supporter writes to, in the words of a button: "my MP and the minister". */
  readonly writesTo: string
  readonly goal: number
  /** Confirmed signatures. */
  readonly signatures: number
  readonly standing: Standing
  /** A day such as 2026-01-31, or null. */
  readonly opens: string | null
  /** Whether what came of its letters is public. */
  readonly replies: 'private' | 'public'
  readonly wording: ReturnType<typeof formWording>
}

export interface PublicPrinciple {
  readonly slug: string
  readonly title: string
  readonly explanation: string
}

export function publicCampaign(
  campaign: Pick<Campaign, 'state' | 'text'>,
  signatures: number,
  at: Date,
): PublicCampaign {
  const { text } = campaign
  const { slug, title, summary, statement, conclusion, outcome, links } = text
  return {
    ...{ slug, title, summary, statement, conclusion, outcome, links, signatures },
    goal: goalNow(text, signatures),
    paused: text.paused ?? '',
    principles: text.principles.map(({ slug, title, explanation }) => ({ slug, title, explanation })),
    organisation: {
      name: text.organisation.name,
      contact: text.organisation.contact,
      website: text.organisation.website ?? null,
      charityNumber: text.organisation.charity_number ?? null,
    },
    writesTo: writesTo(text),
    standing: standing(campaign, at),
    opens: text.opens ?? null,
    replies: text.replies ?? 'private',
    wording: formWording(text),
  }
}

function writesTo({ target }: Pick<CampaignText, 'target'>): string {
  const names = target.map(one => (one === 'constituency-mp' ? 'my MP' : inSentence(one.name)))
  const [first = 'my MP', second] = names
  if (names.length > 2) return `${first} and ${names.length - 1} others`
  return second ? `${first} and ${second}` : first
}
