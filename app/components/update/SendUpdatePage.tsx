import type { FieldProblems } from '../../domain/problem'
import { counted } from '../figure/figures'
import { ErrorSummary } from '../form/ErrorSummary'
import { Field } from '../form/Field'
import { RadioList } from '../form/RadioList'
import { OrganisePage } from '../page/OrganisePage'
import type { DeskUpdateProps } from './DeskUpdatePage'
import { peopleReached } from './update-words'

interface SendUpdatePageProps extends DeskUpdateProps {
  readonly refused: {
    readonly problems: FieldProblems
    readonly choice: {
      readonly when: string
      readonly day: string
      readonly time: string
      readonly publishes: boolean
    }
  } | null
}

/** The last page before an update goes: to how many, when, and whether it is published too. */
export function SendUpdatePage({
  organiser,
  campaign,
  update,
  typed,
  size,
  isPublic,
  refused,
}: SendUpdatePageProps) {
  const { problems, choice } = refused ?? {
    problems: {},
    choice: { when: '', day: '', time: '', publishes: false },
  }
  const page = `/organise/campaigns/${campaign.slug}/updates/${update.number}`
  return (
    <OrganisePage
      heading="Send this update"
      organiser={organiser}
      campaign={campaign}
      refused={refused !== null}
      before={
        <ErrorSummary
          problems={problems}
          places={{ when: 'when-now', day: 'day', time: 'time' }}
          elsewhere="main"
          wide
        />
      }
    >
      <p className="lead">
        “{typed.subject}” goes to {peopleReached(size)}.
      </p>
      <p>
        {counted(size.supporters, 'supporter', 'supporters')} who said Yes to updates
        {size.is === 'at-most' ? (
          <>
            , fewer where they chose other principles (
            <a href={`${page}/send?count=exactly`}>count them exactly</a>)
          </>
        ) : null}
        {size.subscribers > 0 ? `, and ${size.subscribers} who asked without signing` : ''}. Whoever confirms
        once it has begun gets the next one; whoever leaves before their turn gets none.
      </p>
      <form method="post" action={`${page}/send`} noValidate className="sheet">
        <input type="hidden" name="revision" value={update.revision} />
        <RadioList
          name="when"
          legend="When?"
          words={{ now: 'Now', later: 'Later, at this time in London' }}
          chosen={choice.when}
          problem={problems.when}
        />
        <div className="pair">
          <Field name="day" label="Date" value={choice.day} problem={problems.day} type="date" />
          <Field name="time" label="Time" value={choice.time} problem={problems.time} type="time" />
        </div>
        {isPublic ? null : (
          <div className="tick">
            <input
              type="checkbox"
              id="publishes"
              name="publishes"
              value="yes"
              defaultChecked={choice.publishes}
            />
            <label htmlFor="publishes">Make it a public page too, when it goes</label>
          </div>
        )}
        <button type="submit" className="button primary">
          Send it
        </button>
        <p className="hint">
          You can pause or cancel it while it goes. What a mail system took cannot be called back.
        </p>
      </form>
      <p>
        <a href={page}>Back to the draft</a>
      </p>
    </OrganisePage>
  )
}
