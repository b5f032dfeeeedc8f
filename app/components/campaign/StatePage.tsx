import { dayInWords } from '../../domain/calendar/day-in-words'
import type { Standing } from '../../domain/campaign/campaign'
import type { Organiser } from '../../domain/organiser/organiser'
import type { DeskCampaign } from '../draft/EditPage'
import { TextArea } from '../form/TextArea'
import { OrganisePage } from '../page/OrganisePage'

interface StatePageProps {
  readonly organiser: Organiser
  readonly campaign: DeskCampaign & { readonly state: string }
  readonly standing: Standing
  /** Of its public page, whole. */
  readonly address: string
  readonly opens: string | null
  readonly closes: string | null
  readonly paused: string
  readonly outcome: string
  readonly refusal: string | null
  readonly done: boolean
}

/** Whether people can sign, and the buttons that change it. */
export function StatePage(page: StatePageProps) {
  const { organiser, campaign, standing, refusal, done } = page
  const { state } = campaign
  return (
    <OrganisePage
      heading="Open, pause or close"
      organiser={organiser}
      campaign={campaign}
      refused={refusal !== null}
      before={refusal ? <Refusal words={refusal} /> : null}
    >
      {done ? (
        <p role="status" className="done">
          {doneWords[standing]}
        </p>
      ) : null}
      <p className="lead">{standingWords(page)}</p>
      {standing === 'draft' || standing === 'taken-down' ? null : (
        <p>
          Its address: <a href={page.address}>{page.address}</a>
        </p>
      )}
      <p>
        Dates belong to its text:{' '}
        <a href={`/organise/campaigns/${campaign.slug}/edit/target`}>change them there</a>.
      </p>
      {state === 'taken-down' ? (
        <p>
          <a href={`/organise/campaigns/${campaign.slug}/take-down`}>Put it back</a>
        </p>
      ) : null}
      {state === 'open' || state === 'taken-down' ? null : <Open campaign={campaign} />}
      {state === 'open' ? <Pause paused={page.paused} /> : null}
      {state === 'open' || state === 'paused' ? <Close outcome={page.outcome} /> : null}
    </OrganisePage>
  )
}

const doneWords: Readonly<Record<Standing, string>> = {
  draft: 'It is a draft.',
  'not-yet-open': 'It is open, and waits for its first day.',
  open: 'It is open. Give everybody its address.',
  paused: 'It is paused.',
  closed: 'It is closed.',
  'taken-down': 'It is taken down.',
}

function Refusal({ words }: { readonly words: string }) {
  return (
    // biome-ignore lint/a11y/noAutofocus: without a script, this is how focus moves to what went wrong
    <div className="summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="summary-title">
      <h2 id="summary-title">There is a problem</h2>
      <p>{words}</p>
    </div>
  )
}

function standingWords({ standing, opens, closes }: StatePageProps): string {
  switch (standing) {
    case 'draft':
      return 'Nobody sees it yet.'
    case 'not-yet-open':
      return `Its page is public. It can be signed from ${opens ? dayInWords(opens) : 'its first day'}.`
    case 'open':
      return `People can sign it${closes ? ` until the end of ${dayInWords(closes)}` : ''}.`
    case 'paused':
      return 'It is paused: its page says so and takes no signatures.'
    case 'closed':
      return 'It is closed: its page stays, with what came of it.'
    case 'taken-down':
      return 'It is taken down: nobody sees it, and nothing is mailed for it. An owner can put it back.'
  }
}

function Open({ campaign: { slug, state } }: Pick<StatePageProps, 'campaign'>) {
  return (
    <form method="post" noValidate className="desk-part">
      <h2>{state === 'draft' ? 'Open it' : 'Open it again'}</h2>
      <p>
        Its page becomes public and people can sign. Look through the{' '}
        <a href={`/organise/campaigns/${slug}/checklist`}>checklist</a> first.
      </p>
      <button type="submit" className="button primary" name="state" value="open">
        Open the campaign
      </button>
    </form>
  )
}

function Pause({ paused }: Pick<StatePageProps, 'paused'>) {
  return (
    <form method="post" noValidate className="edit-form desk-part">
      <h2>Pause it</h2>
      <TextArea
        name="words"
        label={<label htmlFor="words">What visitors are told</label>}
        hint="Why, and until when. Markdown; may stay empty."
        value={paused}
        problem={undefined}
        rows={4}
      />
      <button type="submit" className="button" name="state" value="paused">
        Pause the campaign
      </button>
    </form>
  )
}

function Close({ outcome }: Pick<StatePageProps, 'outcome'>) {
  return (
    <form method="post" noValidate className="edit-form desk-part">
      <h2>Close it</h2>
      <div className="field">
        <label htmlFor="outcome">What came of it</label>
        <p className="hint" id="outcome-hint">
          First on its page from then on. Markdown; you can write it later too. A link that confirms still
          counts for a day.
        </p>
        <textarea id="outcome" name="words" rows={6} defaultValue={outcome} aria-describedby="outcome-hint" />
      </div>
      <button type="submit" className="button" name="state" value="closed">
        Close the campaign
      </button>
    </form>
  )
}
