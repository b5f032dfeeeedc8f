import type { AuditAction, AuditEntry } from '../../domain/audit/audit'
import { timeInWords } from '../figure/figures'
import { auditWords } from './audit-words'

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

interface EventListProps {
  readonly events: readonly ShownEvent[]
  /** Where those before them are. */
  readonly earlier: string | null
  /** What is said where there is none. */
  readonly none: string
}

/** Events of the audit log, the latest first. */
export function EventList({ events, earlier, none }: EventListProps) {
  if (events.length === 0) return <p className="empty">{none}</p>
  return (
    <>
      <ol className="events">
        {events.map(event => (
          <Event key={event.number} {...event} />
        ))}
      </ol>
      {earlier ? (
        <p>
          <a href={earlier}>Earlier events</a>
        </p>
      ) : null}
    </>
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
