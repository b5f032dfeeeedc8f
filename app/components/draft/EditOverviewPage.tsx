import type { CampaignState } from '../../domain/campaign/campaign'
import type { DraftPart } from '../../domain/draft/fields'
import type { FieldNote } from '../../domain/draft/problems'
import type { Organiser } from '../../domain/organiser/organiser'
import { allows } from '../../domain/organiser/role'
import { counted, timeInWords } from '../figure/figures'
import { campaignFiles, FileField } from '../form/FileField'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import { type DeskCampaign, PartLinks, type SavedWords } from './EditPage'

interface EditOverviewPageProps {
  readonly organiser: Organiser
  readonly campaign: DeskCampaign & { readonly state: CampaignState }
  /** The version that is published. */
  readonly version: number
  /** Which draft this page shows. */
  readonly seen: string
  readonly behind: number | null
  readonly draft: SavedWords | null
  readonly problems: readonly FieldNote[]
  readonly unfilled: number
  readonly parts: readonly {
    readonly part: DraftPart
    readonly heading: string
    readonly problems: number
    readonly changed: boolean
  }[]
  /** What was just done. */
  readonly done: string | null
  /** Why something was not. */
  readonly refusal: string | null
  /** What is wrong with a file that was brought in. */
  readonly file: string | null
}

const doneWords = {
  published: 'Published. From now on this is what people see and sign.',
  discarded: 'The draft is gone. What is published stays as it is.',
  restored: 'The former version is your draft now. Nobody sees it until you publish it.',
  made: 'The campaign is begun. Nobody sees it until you open it: look through its parts, then through the checklist.',
  imported: 'The file is your draft now. Nobody sees it until you publish it.',
}

/** Everything that a campaign's text is made of, what has changed in it, and the button that publishes it. */
export function EditOverviewPage(page: EditOverviewPageProps) {
  const { organiser, campaign, problems, done, refusal } = page
  return (
    <OrganisePage
      heading="Edit"
      organiser={organiser}
      campaign={campaign}
      refused={refusal !== null}
      before={<Problems {...page} />}
    >
      <Done done={done} words={doneWords} />
      <PartLinks campaign={campaign} parts={page.parts} />
      <DraftState {...page} />
      {problems.length === 0 ? <Changes {...page} /> : null}
      <MoreToDo {...page} />
    </OrganisePage>
  )
}

function Problems({ campaign, problems, refusal, file }: EditOverviewPageProps) {
  if (problems.length === 0 && !refusal) return null
  return (
    // biome-ignore lint/a11y/noAutofocus: without a script, this is how focus moves to what went wrong
    <div className="summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="summary-title">
      <h2 id="summary-title">There is a problem</h2>
      {refusal ? <p>{refusal}</p> : null}
      <ul>
        {file ? (
          <li>
            <a href="#file">{file}</a>
          </li>
        ) : null}
        {problems.map(({ field, part, words }) => (
          <li key={`${field} ${words}`}>
            <a href={`/organise/campaigns/${campaign.slug}/edit/${part ?? 'texts'}#${field}`}>{words}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function DraftState({ campaign, draft, version, behind }: EditOverviewPageProps) {
  const versions = `/organise/campaigns/${campaign.slug}/versions`
  if (!draft)
    return (
      <p className="lead">
        What is published is version {version}. Change any part of it: nobody sees your draft until you
        publish it.
      </p>
    )
  return (
    <>
      <p className="lead">
        There is a draft, saved on {timeInWords(draft.at)} by {draft.by}. What people see is version {version}
        .
      </p>
      {behind === null ? null : (
        <p className="callout">
          The draft began from version {behind}, and version {version} was published since.{' '}
          <a href={`${versions}/compare?from=${version}&to=draft`}>Compare the two</a> before you publish it
          in its place.
        </p>
      )}
    </>
  )
}

function Changes({ campaign, draft, version, seen, unfilled, parts }: EditOverviewPageProps) {
  if (!draft) return null
  const changed = parts.filter(one => one.changed).map(({ heading }) => heading)
  return (
    <>
      <p>
        {changed.length === 0
          ? 'Nothing in it differs from what is published.'
          : `Changed: ${changed.join(', ')}. `}
        {changed.length === 0 ? null : (
          <a href={`/organise/campaigns/${campaign.slug}/versions/compare?from=${version}&to=draft`}>
            See what you have changed
          </a>
        )}
      </p>
      {unfilled > 0 ? (
        <p>
          {counted(unfilled, 'place is', 'places are')} not written yet: look for <code>[[…]]</code>. You can
          publish, but not open it so.
        </p>
      ) : null}
      <div className="edit-deeds">
        <form method="post" noValidate>
          <input type="hidden" name="seen" value={seen} />
          <button type="submit" className="button primary" name="do" value="publish">
            Publish as version {version + 1}
          </button>
        </form>
        <details>
          <summary>Discard the draft</summary>
          <form method="post" noValidate>
            <input type="hidden" name="seen" value={seen} />
            <p>Everything typed since version {version} is lost for everybody. This cannot be undone.</p>
            <button type="submit" className="button danger" name="do" value="discard">
              Discard it
            </button>
          </form>
        </details>
      </div>
    </>
  )
}

const stateWords: Readonly<Record<CampaignState, string>> = {
  draft: 'nobody sees it yet',
  open: 'it is open now',
  paused: 'it is paused now',
  closed: 'it is closed now',
  'taken-down': 'it is taken down',
}

function MoreToDo({ organiser, campaign, file }: EditOverviewPageProps) {
  const address = `/organise/campaigns/${campaign.slug}`
  const links = [
    [`${address}/preview`, 'Preview', 'how the page, the letters, the mail and the thanks will look'],
    [
      `${address}/checklist`,
      'Checklist',
      'what to look at before you open it, and a test letter to yourself',
    ],
    [`${address}/state`, 'Open, pause or close', stateWords[campaign.state]],
    [`${address}/versions`, 'Versions', 'compare two, or bring one back'],
    ...(allows(organiser.roles, 'edit', 0) ? [copyOf(campaign.slug)] : []),
    [`${address}/file.yaml`, 'Download', 'the published text as a campaign file'],
  ] as const
  return (
    <section className="desk-part" aria-labelledby="more-title">
      <h2 id="more-title">More</h2>
      <ul>
        {links.map(([to, words, what]) => (
          <li key={to}>
            <a href={to}>{words}</a>: {what}
          </li>
        ))}
      </ul>
      <details open={file !== null}>
        <summary>Bring in a campaign file</summary>
        <form method="post" encType="multipart/form-data" noValidate>
          <FileField
            label="Campaign file"
            hint="YAML or JSON, as “Download” gives it, up to 1 MB. It becomes the draft of the campaign that it names, in the place of one that there is."
            accept={campaignFiles}
            problem={file ?? undefined}
          />
          <button type="submit" className="button">
            Bring in the file
          </button>
        </form>
      </details>
    </section>
  )
}

/** Only a role for every campaign begins another. */
function copyOf(slug: string) {
  const to = `/organise/campaigns/new?from=${slug}`
  return [to, 'Copy', 'begin another campaign with this text'] as const
}
