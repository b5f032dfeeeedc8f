import type { Organiser } from '../../domain/organiser/organiser'
import { timeInWords } from '../figure/figures'
import { OrganisePage } from '../page/OrganisePage'
import type { DeskCampaign } from './EditPage'

interface VersionsPageProps {
  readonly organiser: Organiser
  readonly campaign: DeskCampaign
  readonly current: number
  readonly hasDraft: boolean
  readonly versions: readonly {
    readonly version: number
    readonly savedAt: Date
    readonly savedBy: string
  }[]
}

/** Every text that was published: who did it and when; two to compare, one to bring back. */
export function VersionsPage({ organiser, campaign, current, hasDraft, versions }: VersionsPageProps) {
  const address = `/organise/campaigns/${campaign.slug}/versions`
  const choices = [
    ...(hasDraft ? [['draft', 'the draft'] as const] : []),
    ...versions.map(({ version }) => [String(version), `version ${version}`] as const),
  ]
  return (
    <OrganisePage heading="Versions" organiser={organiser} campaign={campaign}>
      <p className="lead">
        Each text that was published is kept. Every signature remembers the one it signed, so none is ever
        changed.
      </p>
      <table>
        <caption className="unseen">Published texts</caption>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Published</th>
            <th scope="col">Bring back</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, savedAt, savedBy }) => (
            <tr key={version}>
              <th scope="row">
                {version}
                {version === current ? ' (what people see)' : ''}
              </th>
              <td>
                {timeInWords(savedAt)} by {savedBy}
              </td>
              <td>
                {version === current ? null : (
                  <a href={`${address}/compare?from=${current}&to=${version}`}>Compare and bring back</a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {choices.length > 1 ? (
        <form method="get" action={`${address}/compare`} className="desk-part">
          <h2>Compare two</h2>
          <Choice name="from" label="What was before" choices={choices} chosen={choices[1]?.[0]} />
          <Choice name="to" label="What came after" choices={choices} chosen={choices[0]?.[0]} />
          <button type="submit" className="button">
            Compare
          </button>
        </form>
      ) : (
        <p>There is one text so far. Publish another to compare the two.</p>
      )}
    </OrganisePage>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly choices: readonly (readonly [string, string])[]
  readonly chosen: string | undefined
}

function Choice({ name, label, choices, chosen }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={chosen}>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
