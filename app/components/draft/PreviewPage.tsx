import type { Organiser } from '../../domain/organiser/organiser'
import { OrganisePage } from '../page/OrganisePage'
import { type DeskCampaign, PreviewFrame, type PreviewView, previewViews } from './EditPage'

interface PreviewPageProps {
  readonly organiser: Organiser
  readonly campaign: DeskCampaign
  readonly view: PreviewView
  /** Top-level fields of the draft that are not right yet and stand as they were published. */
  readonly asPublished: readonly string[]
}

/** The draft as its readers will see it, one view at a time. */
export function PreviewPage({ organiser, campaign, view, asPublished }: PreviewPageProps) {
  const address = `/organise/campaigns/${campaign.slug}`
  return (
    <OrganisePage heading="Preview" organiser={organiser} campaign={campaign}>
      <nav aria-label="What to preview" className="part-links">
        <ul>
          {Object.entries(previewViews).map(([one, words]) => (
            <li key={one}>
              <a href={`${address}/preview?part=${one}`} aria-current={one === view ? 'page' : undefined}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {asPublished.length > 0 ? (
        <p className="callout">
          Something in the draft is not right yet ({asPublished.join(', ')}): that stands here as it was
          published. <a href={`${address}/edit`}>See what to mend</a>.
        </p>
      ) : null}
      <div className="whole-preview">
        <PreviewFrame slug={campaign.slug} view={view} />
      </div>
      <p>
        <a href={`${address}/edit`}>Back to editing</a> · <a href={`${address}/checklist`}>Checklist</a>
      </p>
    </OrganisePage>
  )
}
