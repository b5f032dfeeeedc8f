import { type DraftPart, draftParts } from '../../domain/draft/fields'
import type { Organiser } from '../../domain/organiser/organiser'
import { timeInWords } from '../figure/figures'
import { OrganisePage } from '../page/OrganisePage'
import type { DeskCampaign, SavedWords } from './EditPage'

interface ShownDifference {
  readonly unit: string
  readonly label: string
  /** Null where that side has taken it out. */
  readonly mine: string | null
  readonly theirs: string | null
  readonly changedBy: 'mine' | 'theirs' | null
}

export interface ConflictPageProps {
  readonly organiser: Organiser
  readonly campaign: DeskCampaign
  readonly part: DraftPart
  /** Every field of the part as it was typed, to be sent once more. */
  readonly mine: Readonly<Record<string, string>>
  readonly basis: string
  readonly saved: SavedWords | null
  readonly differences: readonly ShownDifference[]
}

/** Two editors have changed one part: both texts side by side, and for each field whose stands. */
export function ConflictPage(page: ConflictPageProps) {
  const { organiser, campaign, part, mine, basis, saved, differences } = page
  const address = `/organise/campaigns/${campaign.slug}/edit/${part}`
  return (
    <OrganisePage heading="Two of you have changed this" organiser={organiser} campaign={campaign} refused>
      <p className="lead" role="alert">
        {saved
          ? `${saved.by} saved “${draftParts[part]}” on ${timeInWords(saved.at)}, while you were typing.`
          : `“${draftParts[part]}” was published or taken back while you were typing.`}{' '}
        Nothing of yours is lost, and nothing is saved yet: choose for each field whose words stand.
      </p>
      <form method="post" action={address} noValidate>
        <input type="hidden" name="basis" value={basis} />
        {Object.entries(mine).map(([name, words]) => (
          <input key={name} type="hidden" name={name} value={words} />
        ))}
        {differences.map(difference => (
          <Sides key={difference.unit} {...difference} />
        ))}
        <button type="submit" className="button primary" name="do" value="save">
          Save what I chose
        </button>
      </form>
      <p>
        <a href={address}>Leave mine and load what is saved</a>
      </p>
    </OrganisePage>
  )
}

function Sides({ unit, label, mine, theirs, changedBy }: ShownDifference) {
  const chosen = changedBy ?? 'mine'
  return (
    <fieldset className="sides">
      <legend>
        <h2>{label}</h2>
      </legend>
      <p className="hint">{whoChanged[changedBy ?? 'both']}</p>
      <div className="pair">
        <Side unit={unit} side="mine" words={mine} title="Yours" chosen={chosen === 'mine'} />
        <Side unit={unit} side="theirs" words={theirs} title="As it was saved" chosen={chosen === 'theirs'} />
      </div>
    </fieldset>
  )
}

const whoChanged = {
  mine: 'Only you have changed it.',
  theirs: 'Only the other has changed it.',
  both: 'Both of you have changed it.',
} as const

interface SideProps {
  readonly unit: string
  readonly side: 'mine' | 'theirs'
  readonly words: string | null
  readonly title: string
  readonly chosen: boolean
}

function Side({ unit, side, words, title, chosen }: SideProps) {
  const id = `${unit}-${side}`
  return (
    <div className="side">
      <div className="tick">
        <input type="radio" id={id} name={`keep:${unit}`} value={side} defaultChecked={chosen} />
        <label htmlFor={id}>{title}</label>
      </div>
      <div className="side-words">{words === null ? 'Taken out' : words === '' ? 'Empty' : words}</div>
    </div>
  )
}
