import type { CampaignText } from '../campaign/campaign'
import { asMarkdown } from '../text/markdown'
import { type ConsentBasis, fillWording } from './consent'

/** What a supporter is shown before they consent; the exact words are kept with the signature. */
export interface ConsentWording {
  readonly language: 'en'
  /** On what ground news is sent; not there in what was stored before there was a choice: consent. */
  readonly basis?: ConsentBasis
  /** Beside the consent box. */
  readonly consent: string
  /** Above the Yes and No for updates. */
  readonly updates: string
  /** Beside the box of whoever asks for updates without signing; not in wordings from before it could be asked. */
  readonly news?: string
  /** The two sentences above the button. */
  readonly shortNotice: string
  /** The whole privacy notice, as Markdown. */
  readonly notice: string
}

/**
 * Made from the campaign's settings, so that no organiser has to write one and none is forgotten.
 * @param registers those that postcodes are sent to, as people are told of them
 */
export function consentWording(text: CampaignText, registers: readonly string[]): ConsentWording {
  const basis = text.consent?.basis
  return {
    language: 'en',
    ...(basis ? { basis } : {}),
    ...formWording(text),
    notice: privacyNotice(inMarkdown(text), registers),
  }
}

/** What stands in the form itself. */
export function formWording(
  text: CampaignText,
): Required<Pick<ConsentWording, 'consent' | 'updates' | 'news' | 'shortNotice'>> {
  const { name } = text.organisation
  const own = text.consent ?? {}
  return {
    consent: fillWording(own.words ?? ourWords.words, text),
    updates: fillWording(own.updates ?? ourWords[own.basis ?? 'consent'], text),
    news: `${name} may e-mail me updates on “${text.title}”. I understand that asking for them reveals an interest in a political question, and that I can stop them at any time.`,
    shortNotice: `${name} uses what you give here to count your signature, to check that it is yours and, if you write a letter, to send it. Your name and address are never published, and you can see, correct, withdraw or erase what is held at any time.`,
  }
}

/** What is asked where an organisation has no words of its own: beside the box, and above the Yes and No by ground. */
export const ourWords = {
  words:
    'I agree that {{organisation}} may record my support for “{{campaign}}”. I understand that this reveals a political opinion.',
  consent: 'May {{organisation}} e-mail you news of this campaign?',
  soft_opt_in:
    '{{organisation}} would like to e-mail you news of this campaign and of its work, as you support it. You can say no here, and in every e-mail. May we?',
} as const

/** The names in it are words, whatever Markdown they would be. */
function inMarkdown(text: CampaignText): CampaignText {
  const { organisation, target } = text
  return {
    ...text,
    title: asMarkdown(text.title),
    organisation: { ...organisation, name: asMarkdown(organisation.name) },
    target: target.map(one => (one === 'constituency-mp' ? one : { ...one, name: asMarkdown(one.name) })),
  }
}

function privacyNotice(text: CampaignText, registers: readonly string[]): string {
  const { name, contact, website, charity_number } = text.organisation
  const charity = charity_number ? `, registered charity number ${asMarkdown(charity_number)},` : ''
  return `## Who is responsible

${name}${charity} is the controller of what you give on this page. Write to <${contact}>${website ? ` or see <${website}>` : ''}.

## What is recorded, and why

- Your name, e-mail address and postcode (or country), to count your signature once, to check by e-mail that it is yours, and to know which constituency it counts for.
- The principles you choose and the fact that you signed “${text.title}”. This reveals a political opinion, which the law protects specially, so it is recorded only with your explicit consent.
- If you write a letter: your words and your postal address, to send the letter to ${recipients(text)}. Offices check that a writer lives in the constituency.
- Two weeks after a letter of yours has gone we ask you by e-mail whether there was a reply, and once more a week later. Your answer, and the reply itself if you paste it, are for ${name}. You need not answer.
- If you say Yes to updates: your e-mail address, to send them. Saying No changes nothing else.
- If you ask for updates without signing: your e-mail address, to check by e-mail that it is yours and then to send them. Nothing is counted as signed.
- A keyed fingerprint of your network address, to slow down abuse. The address itself is not kept.

## The lawful basis

Your consent (UK GDPR Article 6(1)(a)) and, for the political opinion, your explicit consent (Article 9(2)(a)). You can withdraw it at any time, as easily as you gave it.${groundOfNews(text)}

## Who else sees it

If you write a letter, those it goes to (${recipients(text)}) and their offices receive it and become responsible for their copies. ${lookedUp(registers)}Nobody else: your details are not sold, shared or published. ${figuresOf(text)}The page sets no cookie and calls no other site.

## How long it is kept

Until you erase it, which you can do at any time at “Your data”, and in no case longer than 6 months after the campaign closes. By then ${name} deletes your name, e-mail address, postcode, postal address, the words of your letter and those of a reply that you pasted. The counts by constituency stay, and name nobody.

## Your rights

At “Your data” you can see and download everything held about you, correct your name, withdraw your name, unsubscribe and erase it all. You can also object or complain to <${contact}>, and to the Information Commissioner at <https://ico.org.uk>.${ownNotice(text)}`
}

/** A charity that writes to its supporters by right says so, and how to stop it. */
function groundOfNews({ consent, organisation: { name } }: CampaignText): string {
  return consent?.basis === 'soft_opt_in'
    ? `\n\nNews is sent to supporters who did not say No, because ${name} is a registered charity and you support its work (its legitimate interests, UK GDPR Article 6(1)(f), and regulation 22 of the Privacy and Electronic Communications Regulations as amended). You can say No on the form, and stop it with the link in every e-mail.`
    : ''
}

function ownNotice({ consent, organisation: { name } }: CampaignText): string {
  return consent?.notice ? `\n\n## What ${name} adds\n\n${consent.notice}` : ''
}

/** What leaves our server to find a constituency; '' where it knows them by itself. */
function lookedUp(registers: readonly string[]): string {
  if (registers.length === 0) return ''
  const named = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(registers)
  return `To find your constituency, your postcode, and nothing else, is looked up at ${named}. `
}

/** What is told of replies to everybody; '' where the organiser keeps it. */
function figuresOf({ replies }: Pick<CampaignText, 'replies'>): string {
  return replies === 'public'
    ? 'How many letters went to each MP, how many were answered and what the answers came to is published as figures. Small numbers are left out. '
    : ''
}

/** Whom a letter goes to, as its writer would say it. */
function recipients({ target }: Pick<CampaignText, 'target'>): string {
  const named = target.map(one => (one === 'constituency-mp' ? 'your MP' : one.name))
  return new Intl.ListFormat('en-GB').format(named)
}
