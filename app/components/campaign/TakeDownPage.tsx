import type { CampaignState } from '../../domain/campaign/campaign'
import { ReasonForm } from '../form/ReasonForm'
import { ReasonPage, type RefusedReason, typedAgain } from '../page/ReasonPage'
import type { Desk } from '../signature/SignaturesPage'

interface TakeDownPageProps {
  readonly desk: Desk
  readonly state: CampaignState
  readonly done: string | null
  readonly refused: RefusedReason | null
}

const doneWords = {
  'take-down': 'The campaign is off the site, and its mail waits.',
  'put-back': 'The campaign is back. Where it was open it is paused: look at it, then open it.',
}

/** Where an owner takes a campaign off the site, and puts it back. */
export function TakeDownPage({ desk, state, done, refused }: TakeDownPageProps) {
  const isDown = state === 'taken-down'
  const intent = isDown ? 'put-back' : 'take-down'
  return (
    <ReasonPage
      heading={isDown ? 'Put this campaign back' : 'Take this campaign off the site'}
      desk={desk}
      done={done}
      doneWords={doneWords}
      refused={refused}
    >
      {isDown ? (
        <p className="lead">
          Its page answers that it is not here at the moment, and it is in no list and no public data. Put
          back, it is as it was, but paused where it was open; letters and mails that waited go on.
        </p>
      ) : (
        <p className="lead">
          Its page and its public data say that it is not here at the moment. Nobody can sign or confirm, and
          no letter or mail of it goes out; those wait. What supporters hold, and their right to see and erase
          it, stays. You can put it back at any time.
        </p>
      )}
      <ReasonForm
        intent={intent}
        button={isDown ? 'Put it back' : 'Take it off the site'}
        danger={!isDown}
        {...typedAgain(refused, intent)}
      />
    </ReasonPage>
  )
}
