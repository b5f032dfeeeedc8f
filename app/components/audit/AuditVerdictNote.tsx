import type { AuditFault, AuditVerdict } from '../../domain/audit/verify'
import { counted } from '../figure/figures'
import { command } from '../page/command-line'

/** What a walk through the whole log found. */
export function AuditVerdictNote({ verdict }: { readonly verdict: AuditVerdict }) {
  if (verdict.kind === 'broken')
    return (
      <div className="summary" role="alert">
        <h2>The log is not whole</h2>
        <p>
          Event {verdict.number} {faultWords[verdict.why]}. Whoever runs the server should look at this now,
          and keep a copy of the database as it is.
        </p>
      </div>
    )
  return (
    <div className="done" role="status">
      <p>The log is whole: {counted(verdict.events, 'event', 'events')}, each following the one before it.</p>
      {verdict.lastHash ? (
        <p>
          To see later that its end was not cut off either, keep this somewhere else:{' '}
          <code>
            {verdict.events}:{verdict.lastHash}
          </code>
          , and give it to <code>{command('audit verify --holds …')}</code>
        </p>
      ) : null}
    </div>
  )
}

const faultWords: Readonly<Record<AuditFault, string>> = {
  changed: 'was changed after it was written',
  unlinked: 'does not follow the one before it: something was changed or taken out there',
  missing: 'is missing',
  another: 'is another than the one that was written down',
}
