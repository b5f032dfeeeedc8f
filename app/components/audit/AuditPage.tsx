import type { AuditVerdict } from '../../domain/audit/verify'
import type { Organiser } from '../../domain/organiser/organiser'
import { OrganisePage } from '../page/OrganisePage'
import { AuditVerdictNote } from './AuditVerdictNote'
import { EventList, type ShownEvent } from './EventList'

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
      <EventList
        events={events}
        earlier={earlier}
        none={`Nothing has been written down ${campaign ? 'of this campaign ' : ''}yet.`}
      />
    </OrganisePage>
  )
}
