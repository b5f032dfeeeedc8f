import type { Organiser } from '../../domain/organiser/organiser'
import type { UpdateState } from '../../domain/update/campaign-update'
import type { AudienceSize } from '../../domain/update/figures'
import { figure, timeInWords } from '../figure/figures'
import { OrganisePage } from '../page/OrganisePage'
import { peopleReached, updateStates } from './update-words'

interface DeskUpdatesPageProps {
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string; readonly title: string }
  readonly size: AudienceSize
  readonly updates: readonly DeskUpdate[]
  /** The number that older ones are before; null where these are all. */
  readonly older: number | null
}

interface DeskUpdate {
  readonly number: number
  readonly subject: string
  readonly state: UpdateState
  readonly savedAt: Date
  readonly sendAt: Date | null
  readonly queued: number
  readonly isPublic: boolean
}

/** Every update of a campaign, and where the next begins. */
export function DeskUpdatesPage({ organiser, campaign, size, updates, older }: DeskUpdatesPageProps) {
  const address = `/organise/campaigns/${campaign.slug}/updates`
  return (
    <OrganisePage heading="Updates" organiser={organiser} campaign={campaign}>
      <p className="lead">
        An update goes to those who asked for it, and only to them: {peopleReached(size)} today.
      </p>
      <form method="post" action={address} className="begin">
        <button type="submit" className="button primary">
          Write an update
        </button>
      </form>
      {updates.length === 0 ? (
        <p>Nothing has been written yet. A draft is seen by nobody but you until you send or publish it.</p>
      ) : (
        <table className="status" aria-label="Updates">
          <thead>
            <tr>
              <th scope="col">Update</th>
              <th scope="col">How far it is</th>
            </tr>
          </thead>
          <tbody>
            {updates.map(update => (
              <UpdateRow key={update.number} address={address} update={update} />
            ))}
          </tbody>
        </table>
      )}
      {older ? (
        <p>
          <a href={`${address}?before=${older}`}>Older updates</a>
        </p>
      ) : null}
    </OrganisePage>
  )
}

function UpdateRow({ address, update }: { readonly address: string; readonly update: DeskUpdate }) {
  const { number, subject, state, savedAt, sendAt, queued, isPublic } = update
  return (
    <tr>
      <th scope="row">
        <a href={`${address}/${number}`}>{subject || `Update ${number}, without a subject yet`}</a>
        <span className="hint">
          {state === 'draft' ? `Saved ${timeInWords(savedAt)}` : null}
          {state !== 'draft' && sendAt ? timeInWords(sendAt) : null}
        </span>
      </th>
      <td>
        {updateStates[state]}
        <span className="hint">
          {queued > 0 ? `${figure(queued)} mails` : null}
          {queued > 0 && isPublic ? ', ' : null}
          {isPublic ? 'public page' : null}
        </span>
      </td>
    </tr>
  )
}
