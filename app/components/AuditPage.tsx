import type { AuditAction, AuditEntry } from '../domain/audit'
import type { Organiser } from '../domain/organiser'
import type { AuditVerdict } from '../domain/verify-audit'
import { AuditVerdictNote } from './AuditVerdictNote'
import { auditWords } from './audit-words'
import { timeInWords } from './figures'
import { OrganisePage } from './OrganisePage'

export interface ShownEvent {
  readonly number: number
  readonly at: Date
  readonly who: string
  readonly action: AuditAction
  readonly object: string
  readonly campaign: string | null
  readonly reason: string | null
  readonly detail: AuditEntry['detail']
  /** How it begins. */
  readonly hash: string
}

interface AuditPageProps {
  readonly organiser: Organiser
  readonly campaigns: readonly { readonly slug: string; readonly title: string }[]
  /** The slug whose events alone are shown; '' for all. */
  readonly campaign: string
  readonly events: readonly ShownEvent[]
  readonly earlier: string | null
  /** What a walk through the whole log found, where it was just asked for. */
  readonly verdict: AuditVerdict | null
}

/** Who did what, the latest first. */
export function AuditPage({ organiser, campaigns, campaign, events, earlier, verdict }: AuditPageProps) {
  return (
    <OrganisePage heading="Audit log" organiser={organiser}>
      <p className="lead">
        Whoever came in, changed what others see, or took personal data out. Nothing here can be changed: each
        event holds the mark of the one before it.
      </p>
      {verdict ? <AuditVerdictNote verdict={verdict} /> : null}
      <div className="deeds">
        <form method="get" className="narrowing">
          <label htmlFor="campaign">Campaign</label>
          <select id="campaign" name="campaign" defaultValue={campaign}>
            <option value="">All</option>
            {campaigns.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </select>
          <button type="submit" className="button small">
            Show
          </button>
        </form>
        <form method="post">
          <button type="submit" className="button small quiet">
            Check the whole log
          </button>
        </form>
      </div>
      {events.length === 0 ? (
        <p className="empty">Nothing has been written down {campaign ? 'of this campaign ' : ''}yet.</p>
      ) : (
        <ol className="events">
          {events.map(event => (
            <Event key={event.number} {...event} />
          ))}
        </ol>
      )}
      {earlier ? (
        <p>
          <a href={earlier}>Earlier events</a>
        </p>
      ) : null}
    </OrganisePage>
  )
}

function Event({ number, at, who, action, object, campaign, reason, detail, hash }: ShownEvent) {
  const said = Object.entries(detail).filter(([, value]) => value !== null && value !== '')
  return (
    <li value={number}>
      <p className="event-what">
        <strong>{who}</strong> {auditWords[action]}
        {campaign ? ` in “${campaign}”` : ''}
      </p>
      {reason ? <p className="event-why">“{reason}”</p> : null}
      <p className="hint">
        {number} · <time dateTime={at.toISOString()}>{timeInWords(at)}</time> · {object}
        {said.map(([name, value]) => ` · ${name} ${value}`)} · <code>{hash}</code>
      </p>
    </li>
  )
}
