import {
  type ExportName,
  exportProfiles,
  filtersOf,
  isToolProfile,
  personalExports,
} from '../../domain/export/choice'
import type { ExpectedRows } from '../../domain/export/size'
import type { Organiser } from '../../domain/organiser/organiser'
import type { FieldProblems } from '../../domain/problem'
import { figure } from '../figure/figures'
import { ErrorSummary, Wrong } from '../form/ErrorSummary'
import { described } from '../form/Field'
import { RadioList } from '../form/RadioList'
import { TextArea } from '../form/TextArea'
import { OrganisePage } from '../page/OrganisePage'
import { ExportFilters, type FilterChoices } from './ExportFilters'
import { exportWords, profileWords } from './export-words'

export interface ExportFormPageProps {
  readonly kind: 'form'
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string; readonly title: string }
  readonly name: ExportName
  /** As typed, or as the address says. */
  readonly values: Readonly<Record<string, string>>
  readonly problems: FieldProblems
  readonly choices: FilterChoices
  /** Of the whole export. */
  readonly expected: ExpectedRows | null
}

/** One export: how much of it, as whom it is for, and where it names people, why. */
export function ExportFormPage(props: ExportFormPageProps) {
  const { organiser, campaign, name, values, problems, choices, expected } = props
  const path = `/organise/campaigns/${campaign.slug}/exports`
  const of = (field: string) => ({ value: values[field] ?? '', problem: problems[field] })
  return (
    <OrganisePage
      heading={exportWords[name].title}
      organiser={organiser}
      campaign={campaign}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={places(problems)} elsewhere="take-out" wide />}
      scripts={['exports.js']}
    >
      <p className="lead">{exportWords[name].holds}</p>
      {expected ? <p id="expected">{expectedInWords(expected)}</p> : null}
      <form
        method="post"
        action={path}
        id="take-out"
        className="desk-form"
        data-progress={`${path}/progress/`}
      >
        <input type="hidden" name="export" value={name} />
        <ExportFilters fields={filtersOf[name]} choices={choices} of={of} />
        <RadioList
          name="profile"
          legend="What will you open it with?"
          words={profilesFor(name)}
          chosen={values.profile || 'spreadsheet'}
          problem={problems.profile}
        />
        {name === 'signatures' ? <ForTools values={values} problems={problems} /> : null}
        {personalExports.includes(name) ? (
          <TextArea
            name="reason"
            label={<label htmlFor="reason">Why do you take it out?</label>}
            hint="In a few words, such as “To import into our newsletter”. It is kept in the audit log, with your name and the time; name nobody in it."
            rows={2}
            {...of('reason')}
          />
        ) : null}
        <button className="button primary" type="submit">
          Take it out
        </button>
        <p className="hint">The file comes at once. Keep it no longer than you need it.</p>
      </form>
      <output className="download" id="download" hidden />
      <p>
        <a href={path}>All exports</a>
      </p>
    </OrganisePage>
  )
}

function places(problems: FieldProblems): Readonly<Record<string, string>> {
  const special: Readonly<Record<string, string>> = {
    profile: 'profile-spreadsheet',
    updates: 'updates-default',
    state: 'state-all',
  }
  return Object.fromEntries(Object.keys(problems).map(field => [field, special[field] ?? field]))
}

function profilesFor(name: ExportName): Readonly<Record<string, string>> {
  const offered = exportProfiles.filter(profile => name === 'signatures' || !isToolProfile(profile))
  return Object.fromEntries(offered.map(profile => [profile, profileWords[profile]]))
}

/** What goes with other people's tools alone. */
function ForTools({ values, problems }: Pick<ExportFormPageProps, 'values' | 'problems'>) {
  return (
    <details className="callout" open={problems.understood !== undefined || problems.part !== undefined}>
      <summary>For Action Network, Mailchimp, NationBuilder and CiviCRM</summary>
      <p>
        They get those who asked for updates and confirmed it. With “Everyone, also those who did not ask”
        above they get all who confirmed. Mailing those is against the law: they never agreed to it.
      </p>
      <Wrong id="understood-error" words={problems.understood} />
      <div className="tick">
        <input
          type="checkbox"
          id="understood"
          name="understood"
          value="yes"
          {...described('understood', undefined, problems.understood)}
        />
        <label htmlFor="understood">We will mail nobody who did not ask</label>
      </div>
      <div className="field">
        <label htmlFor="part">Part, for NationBuilder</label>
        <p className="hint" id="part-hint">
          It takes files up to 20 MB: part 1 has the first 50,000 people, part 2 those after them.
        </p>
        <Wrong id="part-error" words={problems.part} />
        <input
          id="part"
          name="part"
          inputMode="numeric"
          className="short"
          defaultValue={values.part || '1'}
          {...described('part', 'yes', problems.part)}
        />
      </div>
    </details>
  )
}

function expectedInWords({ how, rows }: ExpectedRows): string {
  const words = {
    exactly: 'All of it has',
    'at-most': 'All of it has at most',
    'at-least': 'All of it has at least',
  }
  return `${words[how]} ${figure(rows)} ${rows === 1 ? 'row' : 'rows'}.`
}
