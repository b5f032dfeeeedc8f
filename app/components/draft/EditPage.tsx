import { type DraftPart, draftParts } from '../../domain/draft/fields'
import type { Organiser } from '../../domain/organiser/organiser'
import { timeInWords } from '../figure/figures'
import { ErrorSummary } from '../form/ErrorSummary'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import type { DraftShown } from './DraftField'
import { PartFields } from './DraftParts'

/** A campaign as the pages of the desk name it. */
export interface DeskCampaign {
  readonly id: number
  readonly slug: string
  readonly title: string
}

export interface SavedWords {
  readonly at: Date
  readonly by: string
}

export interface EditPageProps extends DraftShown {
  readonly organiser: Organiser
  readonly campaign: DeskCampaign
  readonly part: DraftPart
  /** Of what is shown, for whoever saves to know what they have seen. */
  readonly basis: string
  readonly parts: readonly { readonly part: DraftPart; readonly heading: string; readonly problems: number }[]
  /** Where something is left to be written, after this one; null where this is the last. */
  readonly next: DraftPart | null
  /** What was just done, as the address says it. */
  readonly done: string | null
  /** Null while nothing is typed that is not published. */
  readonly draft: SavedWords | null
}

/** One part of a campaign's text to type in, beside how it will look. */
export function EditPage(page: EditPageProps) {
  const { organiser, campaign, part, basis, problems } = page
  const address = `/organise/campaigns/${campaign.slug}`
  return (
    <OrganisePage
      heading={draftParts[part]}
      organiser={organiser}
      campaign={campaign}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={placesOf(problems)} elsewhere="main" wide />}
      scripts={['editor.js']}
    >
      <Done done={page.done} words={doneWords} />
      <PartLinks {...page} />
      <div className="editing">
        <form
          method="post"
          action={`${address}/edit/${part}`}
          noValidate
          className="edit-form"
          data-draft={`${address}/edit/${part}/draft`}
        >
          <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true" name="do" value="save">
            Save draft
          </button>
          <input type="hidden" name="basis" value={basis} />
          <PartFields part={part} draft={page} />
          <SaveBar {...page} />
        </form>
        <section className="edit-preview" aria-labelledby="preview-title">
          <h2 id="preview-title">Preview</h2>
          <PreviewFrame slug={campaign.slug} view={viewOf[part]} />
        </section>
      </div>
    </OrganisePage>
  )
}

const doneWords = {
  begun:
    'The campaign is begun. Nobody sees it until you open it. Write your own words in the place of each [[…]].',
}

/** While something is left to be written elsewhere, on to there; then to publishing. */
function SaveBar({ next, draft }: Pick<EditPageProps, 'next' | 'draft'>) {
  return (
    <div className="edit-bar">
      {next ? (
        <button type="submit" className="button primary" name="do" value="next">
          Save and go on to {draftParts[next]}
        </button>
      ) : null}
      <button type="submit" className={next ? 'button quiet' : 'button primary'} name="do" value="save">
        Save draft
      </button>
      <button type="submit" className="button quiet" name="do" value="preview">
        Save and preview
      </button>
      {next ? null : (
        <button type="submit" className="button quiet" name="do" value="publish">
          Save and publish
        </button>
      )}
      <p role="status" className="saved">
        {draft
          ? `Draft saved on ${timeInWords(draft.at)} by ${draft.by}.`
          : 'This is what is published. Nothing is changed yet.'}
      </p>
    </div>
  )
}

/** What of a campaign each part is seen in. */
const viewOf: Readonly<Record<DraftPart, PreviewView>> = {
  texts: 'page',
  principles: 'letter',
  letter: 'letter',
  target: 'page',
  organisation: 'page',
  after: 'thanks',
  languages: 'page',
  links: 'page',
}

export const previewViews = {
  page: 'The campaign’s page',
  letter: 'Sample letters',
  mail: 'The mail to confirm',
  thanks: 'The page of thanks',
} as const
export type PreviewView = keyof typeof previewViews

/** The saved draft as its readers will see it; nothing in it can be sent. */
export function PreviewFrame({ slug, view }: { readonly slug: string; readonly view: PreviewView }) {
  return (
    <iframe
      title={`Preview: ${previewViews[view]}`}
      src={`/organise/campaigns/${slug}/preview/${view}`}
      sandbox="allow-same-origin"
    />
  )
}

interface PartLinksProps {
  readonly campaign: DeskCampaign
  readonly part?: DraftPart
  readonly parts: EditPageProps['parts']
}

/** The parts of a campaign's text, each with how many problems it has. */
export function PartLinks({ campaign, part: here, parts }: PartLinksProps) {
  return (
    <nav aria-label="Parts of the campaign" className="part-links">
      <ul>
        <li>
          <a href={`/organise/campaigns/${campaign.slug}/edit`}>All parts</a>
        </li>
        {parts.map(({ part, heading, problems }) => (
          <li key={part}>
            <a
              href={`/organise/campaigns/${campaign.slug}/edit/${part}`}
              aria-current={part === here ? 'page' : undefined}
            >
              {heading}
              {problems > 0 ? ` (${problems} to mend)` : ''}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Each field's control has the field's name for its id. */
function placesOf(problems: DraftShown['problems']): Record<string, string> {
  return Object.fromEntries(Object.keys(problems).map(field => [field, field]))
}
