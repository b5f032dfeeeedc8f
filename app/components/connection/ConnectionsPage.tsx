import type { TokenFields, WebhookFields } from '../../domain/connection/form'
import type { AccessScope } from '../../domain/connection/token'
import type { WebhookEvent } from '../../domain/connection/webhook-event'
import type { Organiser } from '../../domain/organiser/organiser'
import type { FieldProblems } from '../../domain/problem'
import { ReportPart } from '../figure/ReportPart'
import { ErrorSummary } from '../form/ErrorSummary'
import { OnceShown } from '../form/OnceShown'
import { OrganisePage } from '../page/OrganisePage'
import { TokenForm } from './TokenForm'
import { TokenTable } from './TokenTable'
import { WebhookForm } from './WebhookForm'
import { WebhookTable } from './WebhookTable'

/** Another system that is told, or that fetches. */
export interface ShownConnections {
  readonly organiser: Organiser
  readonly campaigns: readonly { readonly id: number; readonly slug: string; readonly title: string }[]
  readonly webhooks: readonly ShownWebhook[]
  readonly tokens: readonly ShownToken[]
}

export interface ShownWebhook {
  readonly id: string
  /** Where it leads, without what may be a secret. */
  readonly host: string
  readonly events: readonly WebhookEvent[]
  /** Null for every campaign. */
  readonly campaign: string | null
  readonly state: 'on' | 'off'
  readonly failures: number
}

export interface ShownToken {
  /** How its hash begins; known in the audit log by it. */
  readonly mark: string
  readonly name: string | null
  readonly scope: AccessScope
  readonly campaign: string | null
  /** Null for the operator's. */
  readonly maker: string | null
  readonly createdAt: Date
  readonly usedAt: Date | null
  readonly endsAt: Date | null
  readonly ended: boolean
  /** Whether it fetches anything now: it has not ended, and its maker may still do so themselves. */
  readonly fetches: boolean
}

/** What came of a form: what is shown this once, or why it was refused. */
export type ConnectionAnswer =
  | { readonly made: 'webhook' | 'token'; readonly secret: string }
  | { readonly refused: 'webhook'; readonly problems: FieldProblems; readonly fields: WebhookFields }
  | { readonly refused: 'token'; readonly problems: FieldProblems; readonly fields: TokenFields }

interface ConnectionsPageProps extends ShownConnections {
  readonly answer: ConnectionAnswer | null
}

export function ConnectionsPage({ organiser, campaigns, webhooks, tokens, answer }: ConnectionsPageProps) {
  const refused = answer && 'refused' in answer ? answer : null
  const places = refused?.refused === 'token' ? tokenPlaces : webhookPlaces
  return (
    <OrganisePage
      heading="Connections"
      organiser={organiser}
      refused={refused !== null}
      before={<ErrorSummary problems={refused?.problems ?? {}} places={places} elsewhere="main" wide />}
    >
      <p className="lead">
        Systems of your own that are told when something happens, and programs that fetch figures. Each is
        written down in the audit log.
      </p>
      {answer && 'made' in answer ? <OnceShown made={answer.made} secret={answer.secret} /> : null}
      <ReportPart id="webhooks" heading="Webhooks">
        <p>
          When something happens, we post a signed JSON message to an address of yours. It never holds a name
          or an address: a signature is known by the id that your exports have too.
        </p>
        <WebhookTable webhooks={webhooks} />
        <WebhookForm campaigns={campaigns} refused={refused?.refused === 'webhook' ? refused : null} />
      </ReportPart>
      <ReportPart id="tokens" heading="Tokens">
        <p>
          A program that bears a token fetches exports without anybody signing in, as long as whoever made it
          may fetch them too. Give it no more than it needs, and an end.
        </p>
        <TokenTable tokens={tokens} />
        <TokenForm campaigns={campaigns} refused={refused?.refused === 'token' ? refused : null} />
      </ReportPart>
    </OrganisePage>
  )
}

const webhookPlaces = { url: 'url', event: 'event-signed', campaign: 'webhook-campaign' }
const tokenPlaces = { name: 'name', scope: 'scope-export', campaign: 'token-campaign', days: 'days' }
