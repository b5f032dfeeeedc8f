import type { NewCampaignForm } from '../../domain/campaign/new-campaign'
import type { Organiser } from '../../domain/organiser/organiser'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary } from '../form/ErrorSummary'
import { Field } from '../form/Field'
import { campaignFiles, FileField } from '../form/FileField'
import { SelectField } from '../form/SelectField'
import { TextArea } from '../form/TextArea'
import { OrganisePage } from '../page/OrganisePage'

export interface NewCampaignPageProps {
  readonly organiser: Organiser
  /** Those that can be copied, the newest first. */
  readonly campaigns: readonly { readonly slug: string; readonly title: string }[]
  readonly form: NewCampaignForm
  /** What a campaign file held, or was pasted of it. */
  readonly file: string
  readonly problems: FieldProblems
}

/** Three ways to begin: from a text that shows how, from another campaign, from a file. */
export function NewCampaignPage({ organiser, campaigns, form, file, problems }: NewCampaignPageProps) {
  return (
    <OrganisePage
      heading="New campaign"
      organiser={organiser}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={places} elsewhere="main" wide />}
      scripts={['new-campaign.js']}
    >
      <p className="lead">Nobody sees it until you open it.</p>
      <form method="post" noValidate className="edit-form">
        <Field
          name="title"
          label="Title"
          hint="What is asked, in one line."
          value={form.title}
          problem={problems.title}
          autoComplete="off"
        />
        <Field
          name="slug"
          label="Address"
          hint="The end of the campaign’s address: lower-case letters, digits and hyphens. Leave it empty and it is made of the title. It stays for good."
          value={form.slug}
          problem={problems.slug}
          autoComplete="off"
        />
        <Field
          name="organisation"
          label="Name of the organisation"
          value={form.organisation}
          problem={problems.organisation}
          autoComplete="organization"
        />
        <Field
          name="contact"
          type="email"
          label="E-mail address for questions"
          hint="Published on every page of the campaign."
          value={form.contact}
          problem={problems.contact}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField name="from" label="Begin with" value={form.from} problem={problems.from}>
          <option value="">A text that shows how a campaign is written</option>
          {campaigns.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              A copy of: {title}
            </option>
          ))}
        </SelectField>
        <button type="submit" className="button primary" name="do" value="begin">
          Begin the campaign
        </button>
      </form>
      <form method="post" encType="multipart/form-data" noValidate className="edit-form desk-part">
        <h2>From a campaign file</h2>
        <FileField
          label="Campaign file"
          hint="YAML or JSON, as “Download” gives it, up to 1 MB. If its campaign is here already, it becomes that campaign’s draft."
          accept={campaignFiles}
          problem={problems.file}
        />
        <TextArea
          name="text"
          label={<label htmlFor="text">Or paste all of it here</label>}
          hint="Used where no file is chosen."
          value={file}
          problem={undefined}
          rows={8}
        />
        <button type="submit" className="button" name="do" value="import">
          Bring in the file
        </button>
      </form>
    </OrganisePage>
  )
}

const places = {
  title: 'title',
  slug: 'slug',
  organisation: 'organisation',
  contact: 'contact',
  from: 'from',
  file: 'file',
}
