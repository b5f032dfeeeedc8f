import type { WebhookFields } from '../../domain/connection/form'
import { type WebhookEvent, webhookEvents } from '../../domain/connection/webhook-event'
import type { FieldProblems } from '../../domain/problem'
import { Wrong } from '../form/ErrorSummary'
import { Field } from '../form/Field'
import { CampaignSelect } from './CampaignSelect'
import type { ShownConnections } from './ConnectionsPage'
import { eventWords } from './connection-words'

interface WebhookFormProps {
  readonly campaigns: ShownConnections['campaigns']
  readonly refused: { readonly problems: FieldProblems; readonly fields: WebhookFields } | null
}

export function WebhookForm({ campaigns, refused }: WebhookFormProps) {
  const problems = refused?.problems ?? {}
  const { url = '', events = [], campaign = '' } = refused?.fields ?? {}
  return (
    <details open={refused !== null}>
      <summary>Add a webhook</summary>
      <form method="post" noValidate>
        <Field
          name="url"
          type="url"
          inputMode="url"
          autoComplete="off"
          label="Address"
          hint="Where the receiving system listens, such as https://crm.example.org/hooks/undersigned"
          value={url}
          problem={problems.url}
        />
        <div className={problems.event ? 'choices wrong' : 'choices'}>
          <fieldset>
            <legend>Tell it when</legend>
            <Wrong id="event-error" words={problems.event} />
            {webhookEvents.map(event => (
              <EventTick key={event} event={event} chosen={events.includes(event)} />
            ))}
          </fieldset>
        </div>
        <CampaignSelect
          id="webhook-campaign"
          campaigns={campaigns}
          chosen={campaign}
          problem={refused ? problems.campaign : undefined}
        />
        <button type="submit" className="button" name="intent" value="add-webhook">
          Add the webhook
        </button>
      </form>
    </details>
  )
}

function EventTick({ event, chosen }: { readonly event: WebhookEvent; readonly chosen: boolean }) {
  const id = `event-${event}`
  return (
    <div className="tick">
      <input type="checkbox" id={id} name="event" value={event} defaultChecked={chosen} />
      <label htmlFor={id}>
        {eventWords[event]} <code>{event}</code>
      </label>
    </div>
  )
}
