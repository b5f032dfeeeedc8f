import { OrganisePage } from '../page/OrganisePage'
import type { Desk } from '../signature/SignaturesPage'
import { EventList, type ShownEvent } from './EventList'

interface CampaignAuditPageProps {
  readonly desk: Desk
  readonly events: readonly ShownEvent[]
  readonly earlier: string | null
}

/** Who did what in one campaign, for those who own it. */
export function CampaignAuditPage({ desk, ...list }: CampaignAuditPageProps) {
  return (
    <OrganisePage heading="Who did what" {...desk}>
      <p className="lead">
        Whoever came in to this campaign, changed what others see of it, or took personal data out. Nothing
        here can be changed: it is part of the one audit log.
      </p>
      <EventList {...list} none="Nothing has been written down of this campaign yet." />
    </OrganisePage>
  )
}
