import type { FieldProblems } from '../../domain/problem'
import { type ReplyFields, replyAtMost } from '../../domain/reply/form'
import { figure } from '../figure/figures'
import { Field } from '../form/Field'
import { RadioList } from '../form/RadioList'
import { TextArea } from '../form/TextArea'
import { answerWords, positionWords } from './reply-words'
import type { ShownSurvey } from './SurveyPage'

interface ReplyFormProps {
  readonly survey: Pick<ShownSurvey, 'campaign' | 'acceptedOn' | 'today'>
  readonly fields: ReplyFields
  readonly problems: FieldProblems
}

/** The one question, and what follows from a yes: the style sheet shows that much where the browser can. */
export function ReplyForm({ survey, fields, problems }: ReplyFormProps) {
  const { campaign, acceptedOn, today } = survey
  return (
    <form method="post" noValidate className="reply">
      <RadioList
        name="answer"
        legend="Was there a reply?"
        words={answerWords}
        chosen={fields.answer}
        problem={problems.answer}
      />
      <div className="if-came">
        <Field
          name="when"
          type="date"
          label="When did it come?"
          min={acceptedOn}
          max={today}
          value={fields.when}
          problem={problems.when}
        />
      </div>
      <div className="if-answered">
        <RadioList
          name="position"
          legend="What does the reply say?"
          words={positionWords}
          chosen={fields.position}
          problem={problems.position}
        />
        <TextArea
          name="words"
          label={<label htmlFor="words">The reply itself, if you would like to share it</label>}
          hint={`For ${campaign.organisation} only: it is never published. At most ${figure(replyAtMost)} characters of plain text.`}
          value={fields.words}
          problem={problems.words}
          rows={8}
        />
      </div>
      <button type="submit" className="button primary" name="intent" value="answer">
        Save my answer
      </button>
    </form>
  )
}
