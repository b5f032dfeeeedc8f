import { type Block, type Mail, renderMail } from './mail'

export interface SurveyProps {
  readonly name: string
  readonly campaign: string
  readonly organisation: string
  readonly contact: string
  /** Whom the letter went to, by name, as within a sentence. */
  readonly sentTo: readonly string[]
  /** The day it went, in words. */
  readonly sentOn: string
  readonly url: string
}

/** Did they reply? */
export function survey(props: SurveyProps): Mail {
  const { organisation } = props
  return renderMail(subjectOf(props), [
    ...question(props),
    {
      kind: 'paragraph',
      words: `Whatever the answer is, it helps: it shows ${organisation} who answers the people that write to them. It takes a minute.`,
    },
    ...linkAndFoot(
      props,
      'If you do not answer, we ask once more in a week, and never again after that. To stop even that, answer “I do not expect a reply”.',
    ),
  ])
}

/** The same, once more. */
export function remindSurvey(props: SurveyProps): Mail {
  return renderMail(subjectOf(props), [
    ...question(props),
    { kind: 'paragraph', words: 'We asked you a week ago. “No” is an answer too, and takes a minute.' },
    ...linkAndFoot(props, 'This is the last time that we ask about this letter.'),
  ])
}

function subjectOf({ sentTo, campaign }: SurveyProps): string {
  return `Did ${either(sentTo)} reply? ${campaign}`
}

function question({ name, campaign, organisation, sentTo, sentOn }: SurveyProps): readonly Block[] {
  const all = new Intl.ListFormat('en-GB').format(sentTo)
  return [
    { kind: 'paragraph', words: `Hello ${name},` },
    {
      kind: 'paragraph',
      words: `On ${sentOn} the letter went out that you wrote to ${all} with “${campaign}”, a campaign by ${organisation}. Did ${either(sentTo)} reply?`,
    },
  ]
}

function linkAndFoot({ organisation, contact, url }: SurveyProps, howOften: string): readonly Block[] {
  return [
    { kind: 'button', words: 'Say whether there was a reply', url },
    {
      kind: 'paragraph',
      words: `The link works for 60 days, and you can change your answer there as long as it does. ${howOften}`,
    },
    {
      kind: 'small',
      words: `${organisation} sends this because you confirmed a letter with this e-mail address. Questions? Write to ${contact}.`,
    },
  ]
}

/** "A or B" */
function either(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)
}
