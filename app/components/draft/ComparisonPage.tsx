import type { ComparedField } from '../../domain/draft/compare-texts'
import type { Organiser } from '../../domain/organiser/organiser'
import { OrganisePage } from '../page/OrganisePage'
import type { DeskCampaign } from './EditPage'

interface ComparisonPageProps {
  readonly organiser: Organiser
  readonly campaign: DeskCampaign
  /** A version's number, or `draft`. */
  readonly from: string
  readonly to: string
  readonly differences: readonly ComparedField[]
  /** Which draft there was when this page was made. */
  readonly seen: string
}

/** What differs between two texts of a campaign, field by field and word by word. */
export function ComparisonPage({ organiser, campaign, from, to, differences, seen }: ComparisonPageProps) {
  const address = `/organise/campaigns/${campaign.slug}`
  return (
    <OrganisePage heading={`From ${nameOf(from)} to ${nameOf(to)}`} organiser={organiser} campaign={campaign}>
      {differences.length === 0 ? (
        <p className="lead">The two say the same.</p>
      ) : (
        <p className="lead">
          <del>Struck out</del> stands only in {nameOf(from)}, <ins>underlined</ins> only in {nameOf(to)}.
        </p>
      )}
      {differences.map(({ field, label, runs }) => (
        <section key={field} className="compared">
          <h2>{label}</h2>
          <div className="side-words">
            {runs.map(({ kind, words }, index) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once
              if (kind === 'added') return <ins key={index}>{words}</ins>
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once
              return kind === 'gone' ? <del key={index}>{words}</del> : words
            })}
          </div>
        </section>
      ))}
      {to === 'draft' ? null : (
        <form method="post" action={`${address}/versions`} noValidate>
          <input type="hidden" name="version" value={to} />
          <input type="hidden" name="seen" value={seen} />
          <p>
            Bringing {nameOf(to)} back makes it your draft
            {seen === '' ? '' : ', in place of the one that there is'}. Nobody sees it until you publish it.
          </p>
          <button type="submit" className="button primary">
            Bring {nameOf(to)} back
          </button>
        </form>
      )}
      <p>
        <a href={`${address}/versions`}>All versions</a> · <a href={`${address}/edit`}>Back to editing</a>
      </p>
    </OrganisePage>
  )
}

function nameOf(which: string): string {
  return which === 'draft' ? 'the draft' : `version ${which}`
}
