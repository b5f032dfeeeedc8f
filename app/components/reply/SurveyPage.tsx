import { dayInWords } from '../../domain/calendar/day-in-words'
import type { FieldProblems } from '../../domain/problem'
import type { ReplyFields } from '../../domain/reply/form'
import { listed } from '../figure/figures'
import { ErrorSummary } from '../form/ErrorSummary'
import { Flourish } from '../page/Mark'
import { Page } from '../page/Page'
import { ChaseSection, type ShownChasing } from './ChaseSection'
import { ReplyForm } from './ReplyForm'

/** A letter whose writer is asked what came of it. */
export interface ShownSurvey {
  readonly campaign: { readonly title: string; readonly organisation: string }
  /** By name, as within a sentence. */
  readonly sentTo: readonly string[]
  /** Days such as 2026-11-23: a reply came between them. */
  readonly acceptedOn: string
  readonly today: string
  /** What was told last. */
  readonly fields: ReplyFields
  readonly answered: boolean
  readonly chasing: ShownChasing
  readonly demo: boolean
}

/** What could not be taken, as it was typed. */
export interface RefusedReply {
  readonly problems: FieldProblems
  readonly fields: ReplyFields
}

interface SurveyPageProps extends ShownSurvey {
  /** Whether an answer was just saved. */
  readonly done: boolean
  readonly refused: RefusedReply | null
}

const places = { answer: 'answer-answered', position: 'position-agrees', when: 'when', words: 'words' }

/** Did they reply? */
export function SurveyPage(page: SurveyPageProps) {
  const { campaign, sentTo, refused, done, chasing } = page
  const heading = `Did ${sentTo.join(' or ')} reply?`
  return (
    <Page
      title={heading}
      refused={refused !== null}
      before={<ErrorSummary problems={refused?.problems ?? {}} places={places} elsewhere="main" />}
    >
      <div className="column">
        {done && !refused ? (
          <p className="done" role="status">
            Thank you. Your answer is saved. You can change it here as long as this link works.
          </p>
        ) : null}
        <p className="eyebrow">{campaign.title}</p>
        <h1>{heading}</h1>
        <Flourish />
        <p className="lead">
          You wrote to {listed(sentTo)}. {sentTo.length > 1 ? 'Their mail systems' : 'Their mail system'}{' '}
          accepted your letter on {dayInWords(page.acceptedOn)}.
        </p>
        <ReplyForm survey={page} fields={refused?.fields ?? page.fields} problems={refused?.problems ?? {}} />
        <ChaseSection chasing={chasing} demo={page.demo} />
        <p className="notice">
          You can see, correct, withdraw or erase what is held about you at any time:{' '}
          <a href="/my">your data</a>.
        </p>
      </div>
    </Page>
  )
}
