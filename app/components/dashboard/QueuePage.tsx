import type { Queue, QueueItem } from '../../domain/dashboard/queue'
import { countedAtMost, type ToDo } from '../../domain/dashboard/to-do'
import { figure, timeInWords } from '../figure/figures'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import { toDoWords } from '../signature/moderation-words'
import type { Desk } from '../signature/SignaturesPage'

interface QueuePageProps {
  readonly desk: Desk
  readonly queue: Queue
  readonly done: string | null
  readonly mayTakeDown: boolean
}

export const settledWords: Readonly<Record<string, string>> = {
  release: 'The letter is on its way.',
  refuse: 'The letter is not sent, and is on its way back to its writer.',
  arrived: 'The letter counts as accepted.',
  'send-again': 'The letter is on its way once more.',
  'give-back': 'The letter is on its way back to its writer, to send it themselves.',
  seen: 'Seen. It is off the list.',
  review: 'The mark is off. The signature counts as it did.',
  'put-back': 'The campaign is back, and paused: look at it, then open it.',
}

/** What needs a person, the oldest first. */
export function QueuePage({ desk, queue, done, mayTakeDown }: QueuePageProps) {
  const { slug } = desk.campaign
  const { items, toDo, orders } = queue
  return (
    <OrganisePage heading="To do" {...desk} before={<Done done={done} words={settledWords} />}>
      {items.length === 0 ? (
        <p className="lead">Nothing waits for you. Letters and signatures look after themselves.</p>
      ) : (
        <p className="lead">What only a person can decide, the oldest first: {summary(toDo)}.</p>
      )}
      {orders.map(({ id }) => (
        <p key={id} className="callout">
          Signatures are being taken off the count or put back, or wait for you to order it:{' '}
          <a href={`/organise/campaigns/${slug}/invalidations/${id}`}>see how far it is</a>.
        </p>
      ))}
      <ol className="cards">
        {items.map(item => (
          <Item key={`${item.kind} ${item.id}`} slug={slug} item={item} />
        ))}
      </ol>
      {mayTakeDown ? (
        <p className="hint">
          Something is wrong with the campaign itself?{' '}
          <a href={`/organise/campaigns/${slug}/take-down`}>Take it off the site for a while</a>.
        </p>
      ) : null}
    </OrganisePage>
  )
}

function summary(toDo: readonly ToDo[]): string {
  const total = toDo.reduce((sum, { count }) => sum + count, 0)
  const more = toDo.some(({ count }) => count >= countedAtMost)
  return `${figure(total)}${more ? ' and more' : ''} in all`
}

function Item({ slug, item }: { readonly slug: string; readonly item: QueueItem }) {
  const { kind, id, since, constituency } = item
  const to = kind === 'review' ? 'signatures' : 'letters'
  return (
    <li>
      <a href={`/organise/campaigns/${slug}/${to}/${id}`}>{toDoWords[kind]}</a>
      <span>
        {constituency ?? 'No constituency'}
        {item.kind !== 'review' && item.likeness !== null ? `, likeness ${item.likeness.toFixed(2)}` : ''}
      </span>
      {item.kind !== 'review' && item.lastReply ? (
        <span className="hint">The mail system’s last words: {item.lastReply}</span>
      ) : null}
      <span className="hint">Since {timeInWords(since)}</span>
      {kind === 'bounced' || kind === 'gave-up' ? (
        <form method="post">
          <input type="hidden" name="letter" value={id} />
          <button type="submit" name="intent" value="seen" className="button">
            Seen
            <span className="unseen">: letter of {timeInWords(since)}</span>
          </button>
        </form>
      ) : null}
    </li>
  )
}
