import type { DeliveryAttempt, DeliveryState, ToldEvent } from '../../domain/connection/webhook-event'
import type { Organiser } from '../../domain/organiser/organiser'
import { figure, listed, timeInWords } from '../figure/figures'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import type { ShownWebhook } from './ConnectionsPage'
import { deliveryWords, eventWords } from './connection-words'

export interface ShownDelivery {
  readonly id: string
  readonly event: ToldEvent
  readonly state: DeliveryState
  readonly dueAt: Date | null
  readonly createdAt: Date
  readonly payload: string
  readonly attempts: readonly DeliveryAttempt[]
}

interface WebhookPageProps {
  readonly organiser: Organiser
  readonly webhook: ShownWebhook
  readonly url: string
  readonly deliveries: readonly ShownDelivery[]
  /** The page of those before; null where there are none. */
  readonly earlier: string | null
  readonly done: string | null
}

/** One address: what it was told, how each attempt went, and what may be done about it. */
export function WebhookPage({ organiser, webhook, url, deliveries, earlier, done }: WebhookPageProps) {
  const { events, campaign, state } = webhook
  return (
    <OrganisePage heading={`Webhook to ${webhook.host}`} organiser={organiser}>
      <Done done={done} words={doneWords} />
      <p className="lead">
        It is told of {listed(events)} in {campaign ?? 'every campaign'}. It is {state}.
      </p>
      <p>
        <code className="once">{url}</code>
      </p>
      <form method="post" className="deeds">
        <button type="submit" className="button" name="intent" value="test">
          Send a test
        </button>
        <button type="submit" className="button quiet" name="intent" value={state === 'on' ? 'off' : 'on'}>
          {state === 'on' ? 'Turn it off' : 'Turn it on'}
        </button>
      </form>
      <h2>What it was told</h2>
      {deliveries.length === 0 ? (
        <p className="empty">Nothing yet. Send a test to see whether it arrives.</p>
      ) : (
        <ol className="told">
          {deliveries.map(delivery => (
            <Delivery key={delivery.id} {...delivery} />
          ))}
        </ol>
      )}
      {earlier ? (
        <p>
          <a href={earlier}>Earlier ones</a>
        </p>
      ) : null}
      <details>
        <summary>Take this webhook away</summary>
        <form method="post">
          <p>
            What is on its way to it is not told any more, and what it was told is forgotten. This cannot be
            undone.
          </p>
          <button type="submit" className="button danger" name="intent" value="remove">
            Take it away
          </button>
        </form>
      </details>
      <p>
        <a href="/organise/connections">All connections</a>
      </p>
    </OrganisePage>
  )
}

function Delivery({ id, event, state, dueAt, createdAt, payload, attempts }: ShownDelivery) {
  return (
    <li>
      <h3>
        {event} <span className={`badge told-${state}`}>{deliveryWords[state]}</span>
      </h3>
      <p className="hint">
        {timeInWords(createdAt)}: {eventWords[event]}
        {state === 'waiting' && attempts.length > 0 && dueAt ? `. Next attempt: ${timeInWords(dueAt)}` : ''}
      </p>
      {attempts.length > 0 ? (
        <ul className="attempts">
          {attempts.map(({ number, at, status, fault, tookMs }) => (
            <li key={number}>
              Attempt {number}, {timeInWords(at)}: {status === null ? fault : `answered ${status}`} in{' '}
              {figure(tookMs)} ms
            </li>
          ))}
        </ul>
      ) : null}
      <details>
        <summary>The message</summary>
        <pre>{payload}</pre>
      </details>
      <form method="post">
        <input type="hidden" name="delivery" value={id} />
        <button type="submit" className="button small" name="intent" value="again">
          Send it again
          <span className="unseen">
            : {event}, {timeInWords(createdAt)}
          </span>
        </button>
      </form>
    </li>
  )
}

const doneWords = {
  test: 'A test is on its way. Load this page again in a few seconds to see how it went.',
  again: 'It is on its way once more.',
  on: 'It is on: it is told what happens from now on, and what waited.',
  off: 'It is off: it is told nothing until you turn it on.',
} as const
