import { Wrong } from './ErrorSummary'
import { described } from './Field'

interface CampaignSelectProps {
  readonly id: string
  readonly campaigns: readonly { readonly slug: string; readonly title: string }[]
  readonly chosen: string
  readonly problem: string | undefined
}

/** One campaign, or all of them. */
export function CampaignSelect({ id, campaigns, chosen, problem }: CampaignSelectProps) {
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={id}>Campaign</label>
      <Wrong id={`${id}-error`} words={problem} />
      <select id={id} name="campaign" defaultValue={chosen} {...described(id, undefined, problem)}>
        <option value="">All campaigns</option>
        {campaigns.map(({ slug, title }) => (
          <option key={slug} value={slug}>
            {title}
          </option>
        ))}
      </select>
    </div>
  )
}
