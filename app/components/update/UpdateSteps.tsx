import type { UpdateState } from '../../domain/update/campaign-update'
import type { DeskUpdateProps } from './DeskUpdatePage'

interface Step {
  readonly intent: string
  readonly words: string
  readonly danger?: true
}

const draftTest: Step = { intent: 'test', words: 'Send a test to myself' }
const cancel: Step = { intent: 'cancel', words: 'Cancel it for good', danger: true }

const steps: Readonly<Record<UpdateState, readonly Step[]>> = {
  draft: [draftTest],
  scheduled: [{ intent: 'unschedule', words: 'Back to a draft' }, draftTest],
  sending: [{ intent: 'pause', words: 'Pause' }],
  paused: [{ intent: 'resume', words: 'Go on' }],
  sent: [],
  cancelled: [],
}

/** What may be done with an update as it stands. */
export function UpdateSteps({
  campaign,
  update,
  isPublic,
  typed,
}: Pick<DeskUpdateProps, 'campaign' | 'update' | 'isPublic' | 'typed'>) {
  const { number, state } = update
  const address = `/organise/campaigns/${campaign.slug}/updates`
  const mayEnd = state !== 'sent' && state !== 'cancelled'
  return (
    <section id="steps" tabIndex={-1} aria-labelledby="steps-title">
      <h2 id="steps-title">What next</h2>
      <div className="steps">
        {state === 'draft' && typed.subject !== '' ? (
          <a className="button primary" href={`${address}/${number}/send`}>
            Send it …
          </a>
        ) : null}
        <form method="post" action={`${address}/${number}`}>
          {steps[state].map(step => (
            <StepButton key={step.intent} {...step} />
          ))}
          <StepButton
            intent={isPublic ? 'unpublish' : 'publish'}
            words={isPublic ? 'Take the public page away' : 'Publish it as a page'}
          />
        </form>
        <form method="post" action={address}>
          <input type="hidden" name="from" value={number} />
          <button type="submit" className="button">
            Write another with these words
          </button>
        </form>
      </div>
      {isPublic ? (
        <p>
          <a href={`/campaigns/${campaign.slug}/updates/${number}`}>See the public page</a>
        </p>
      ) : null}
      {mayEnd ? (
        <details>
          <summary>{cancel.words}</summary>
          <p>What has not gone yet goes to nobody. Its words stay here, to be used again.</p>
          <form method="post" action={`${address}/${number}`}>
            <StepButton {...cancel} words="Yes, cancel it" />
          </form>
        </details>
      ) : null}
    </section>
  )
}

function StepButton({ intent, words, danger }: Step) {
  return (
    <button type="submit" className={danger ? 'button danger' : 'button'} name="intent" value={intent}>
      {words}
    </button>
  )
}
