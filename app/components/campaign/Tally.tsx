import type { Standing } from '../../domain/campaign/campaign'
import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import { counted, figure } from '../figure/figures'

type Counted = Pick<PublicCampaign, 'signatures' | 'goal' | 'standing'>

/** Whether there is a count to show: a campaign that closed without a signature here has none. */
export function hasTally({ signatures, standing }: Omit<Counted, 'goal'>): boolean {
  return signatures > 0 || standing !== 'closed'
}

/** The count as a line of ink that runs towards the goal. */
export function Tally({ campaign, id }: { readonly campaign: Counted; readonly id: string }) {
  const { signatures, goal } = campaign
  return (
    <div className="tally">
      <p className="tally-count">
        <strong>{figure(signatures)}</strong> {signatures === 1 ? 'person' : 'people'}{' '}
        {campaign.standing === 'closed' ? 'signed' : signatures === 1 ? 'has signed' : 'have signed'}
      </p>
      <progress max={goal} value={Math.min(signatures, goal)} aria-labelledby={id} />
      <p className="tally-goal">
        <span id={id}>
          {figure(signatures)} of {figure(goal)}
        </span>
        <span>{whatNext(campaign)}</span>
      </p>
    </div>
  )
}

function whatNext({ signatures, goal, standing }: Counted): string {
  if (standing !== 'open') return stopped[standing]
  if (signatures >= goal) return 'goal reached, and still counting'
  if (signatures === 0) return 'be the first'
  return `${counted(goal - signatures, 'more', 'more')} to go`
}

const stopped: Readonly<Record<Exclude<Standing, 'open'>, string>> = {
  draft: 'not open yet',
  'not-yet-open': 'not open yet',
  paused: 'paused for now',
  closed: 'the final count',
  'taken-down': 'taken off the site',
}
