import { SelectField } from '../form/SelectField'

interface CampaignSelectProps {
  readonly id: string
  readonly campaigns: readonly { readonly slug: string; readonly title: string }[]
  readonly chosen: string
  readonly problem: string | undefined
}

/** One campaign, or all of them. */
export function CampaignSelect({ id, campaigns, chosen, problem }: CampaignSelectProps) {
  return (
    <SelectField name="campaign" id={id} label="Campaign" value={chosen} problem={problem}>
      <option value="">All campaigns</option>
      {campaigns.map(({ slug, title }) => (
        <option key={slug} value={slug}>
          {title}
        </option>
      ))}
    </SelectField>
  )
}
