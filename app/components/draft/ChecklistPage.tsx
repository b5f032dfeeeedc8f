import type { Check, Checklist, CheckState } from '../../domain/campaign/checklist'
import type { SenderCheck } from '../../domain/campaign/sender-domain'
import type { Organiser } from '../../domain/organiser/organiser'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import type { DeskCampaign } from './EditPage'

interface ChecklistPageProps extends Checklist {
  readonly organiser: Organiser
  readonly campaign: DeskCampaign & { readonly state: string }
  /** Of the DKIM key that was asked for. */
  readonly selector: string
  /** What was just done. */
  readonly done: string | null
}

const doneWords = {
  published: 'Published. This is what to look at before you open it.',
  queued: 'A test letter is on its way to your own address.',
  'sent-lately': 'A test letter was sent less than a minute ago: look for it, or wait a moment.',
}

/** What to look at before a campaign opens, each with what to do; a test letter to oneself; the button that opens it. */
export function ChecklistPage(page: ChecklistPageProps) {
  const { organiser, campaign, checks, done } = page
  const stops = checks.filter(({ state }) => state === 'stop').length
  return (
    <OrganisePage heading="Before you open" organiser={organiser} campaign={campaign}>
      <Done done={done} words={doneWords} />
      <ul className="findings">
        {checks.map(check => (
          <OneCheck key={check.what} {...check} />
        ))}
      </ul>
      <Unfilled {...page} />
      <Sender {...page} />
      <TestLetter organiser={organiser} />
      <section className="desk-part" aria-labelledby="open-title">
        <h2 id="open-title">Open it</h2>
        {campaign.state === 'open' ? (
          <p>It is open already.</p>
        ) : stops > 0 ? (
          <p>Mend what is marked “To do” above first.</p>
        ) : (
          <form method="post" action={`/organise/campaigns/${campaign.slug}/state`} noValidate>
            <button type="submit" className="button primary" name="state" value="open">
              Open the campaign
            </button>
          </form>
        )}
      </section>
    </OrganisePage>
  )
}

const marks: Readonly<Record<CheckState, string>> = { good: '✓ Good', look: '? Look', stop: '! To do' }

function OneCheck({ what, state, words }: Check) {
  return (
    <li className={`finding finding-${state}`}>
      <strong className="finding-mark">{marks[state]}</strong>
      <div>
        <strong>{what}</strong>
        <p>{words}</p>
      </div>
    </li>
  )
}

function Unfilled({ campaign, unfilled }: ChecklistPageProps) {
  if (unfilled.length === 0) return null
  return (
    <section className="desk-part" aria-labelledby="unfilled-title">
      <h2 id="unfilled-title">Still to be written</h2>
      <ul>
        {unfilled.map(({ field, part, words }) => (
          <li key={field}>
            <a href={`/organise/campaigns/${campaign.slug}/edit/${part}#${field}`}>{words}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const senderStates: Readonly<Record<SenderCheck['state'], CheckState>> = {
  good: 'good',
  missing: 'look',
  look: 'look',
  unknown: 'look',
}

const whatFor: Readonly<Record<SenderCheck['what'], string>> = {
  SPF: 'SPF: which servers may send your mail',
  DKIM: 'DKIM: the signature under each mail',
  DMARC: 'DMARC: what becomes of forged mail',
}

function Sender({ sender, domain, selector }: ChecklistPageProps) {
  return (
    <section className="desk-part" aria-labelledby="sender-title">
      <h2 id="sender-title">Will your mail be believed?</h2>
      <p>
        Mail comes from <strong>{domain}</strong>. Offices’ mail systems look three things up before they
        believe it. Whoever keeps the domain’s DNS publishes them, once.
      </p>
      <ul className="findings">
        {sender.map(({ what, state, words, record }) => (
          <li key={what} className={`finding finding-${senderStates[state]}`}>
            <strong className="finding-mark">{marks[senderStates[state]]}</strong>
            <div>
              <strong>{whatFor[what]}</strong>
              <p>{words}</p>
              {record ? (
                <p>
                  A TXT record at <code>{record.name}</code>: <code>{record.value}</code>
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <form method="get" noValidate>
        <div className="field">
          <label htmlFor="selector">DKIM selector</label>
          <p className="hint" id="selector-hint">
            The name of the key, as your mail provider calls it: s= in the DKIM-Signature of a mail of yours.
          </p>
          <input
            type="text"
            id="selector"
            name="selector"
            className="narrow"
            defaultValue={selector}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="selector-hint"
          />
        </div>
        <button type="submit" className="button small">
          Look again
        </button>
      </form>
    </section>
  )
}

function TestLetter({ organiser }: Pick<ChecklistPageProps, 'organiser'>) {
  return (
    <section className="desk-part" aria-labelledby="test-title">
      <h2 id="test-title">A test letter to yourself</h2>
      {organiser.id === null ? (
        <p>It goes to the organiser who asks for it: sign in as one.</p>
      ) : (
        <form method="post" noValidate>
          <p>
            A sample of what you have written, as an office would get it, to your own address. Look whether it
            lands among spam, and whether you would answer it. Each time it is another.
          </p>
          <button type="submit" className="button" name="do" value="test-letter">
            Send me a test letter
          </button>
        </form>
      )}
    </section>
  )
}
