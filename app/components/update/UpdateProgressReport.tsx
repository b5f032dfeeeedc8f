import type { UpdateProgress } from '../../domain/update/figures'
import { Bar } from '../figure/Bar'
import { counted, figure } from '../figure/figures'

/** How far an update is, mail by mail. */
export function UpdateProgressReport({ queued, accepted, failed, cancelled, waiting }: UpdateProgress) {
  const ended = queued - waiting
  const facts: readonly (readonly [string, number])[] = [
    ['Taken by a mail system', accepted],
    ['Waiting, or to be tried again', waiting],
    ['Failed', failed],
    ['Unsubscribed or left before it went', cancelled],
  ]
  return (
    <section className="part" aria-labelledby="progress-title">
      <h2 id="progress-title">How far it is</h2>
      <p>{counted(queued, 'mail', 'mails')} so far. Whether anybody read one nobody can say.</p>
      <Bar share={queued === 0 ? 0 : ended / queued} />
      <dl className="facts">
        {facts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
