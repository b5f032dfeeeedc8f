import { dayInWords } from '../../domain/calendar/day-in-words'
import type { OrderDeed } from '../../domain/invalidation/invalidate'
import type { Invalidation } from '../../domain/invalidation/invalidation'
import { ruleWords } from '../../domain/invalidation/rule-form'
import { Fact } from '../figure/Fact'
import { counted, figure, timeInWords } from '../figure/figures'
import { StatusTable } from '../figure/StatusTable'
import { ReasonForm } from '../form/ReasonForm'
import { LookAgain, lookAgainScripts } from '../page/LookAgain'
import { ReasonPage, type RefusedReason, typedAgain } from '../page/ReasonPage'
import { orderStateWords } from '../signature/moderation-words'
import type { Desk } from '../signature/SignaturesPage'

export interface InvalidationPageProps {
  readonly desk: Desk
  readonly order: Invalidation
  /** By code; '' for those without. */
  readonly seatNames: Readonly<Record<string, string>>
  readonly done: string | null
  readonly refused: RefusedReason | null
}

const doneWords: Readonly<Record<OrderDeed, string>> = {
  order: 'They are being taken off the count, some hundreds at a time. You can leave this page.',
  cancel: 'It has stopped. What was taken off until then stays off until you undo it.',
  undo: 'They are being put back, each as it was.',
  forget: '',
}

/** One order: whom it is about, how far it is, and what may be done with it. */
export function InvalidationPage({ desk, order, seatNames, done, refused }: InvalidationPageProps) {
  const hasEnded = order.state === 'done' || order.state === 'undone'
  const moves = ['counting', 'running', 'undoing'].includes(order.state)
  return (
    <ReasonPage
      heading={headings[order.state]}
      desk={desk}
      done={hasEnded && done !== 'cancel' ? null : done}
      doneWords={doneWords}
      refused={refused}
      scripts={moves ? lookAgainScripts : []}
    >
      <LookAgain
        state={moves ? order.state : null}
        address={`/organise/campaigns/${desk.campaign.slug}/invalidations/${order.id}`}
      >
        <Facts order={order} />
      </LookAgain>
      <Deeds order={order} refused={refused} />
      <Found order={order} seatNames={seatNames} />
    </ReasonPage>
  )
}

const headings: Readonly<Record<Invalidation['state'], string>> = {
  counting: 'Counting',
  counted: 'Look before you order it',
  running: 'Taking them off the count',
  done: 'Taken off the count',
  cancelled: 'Cancelled half-way',
  undoing: 'Putting them back',
  undone: 'Put back',
}

function Facts({ order }: { readonly order: Invalidation }) {
  const { rule, state, matched, found, done, reason, createdAt, endedAt, undoneAt } = order
  return (
    <>
      <dl className="facts">
        {ruleWords(rule).map(([part, words]) => (
          <Fact key={part} name={part}>
            {words}
          </Fact>
        ))}
        <Fact name="State">{orderStateWords[state]}</Fact>
        <Fact name="Meant">
          {counted(matched, 'signature', 'signatures')}: {figure(found.confirmed)} confirmed,{' '}
          {figure(found.pending)} waiting to be
        </Fact>
        {state === 'counting' || state === 'counted' ? null : (
          <Fact name="Off the count now">{figure(done)}</Fact>
        )}
        {reason ? <Fact name="Why">{reason}</Fact> : null}
        <Fact name="Counted from">{timeInWords(createdAt)}</Fact>
        {endedAt ? <Fact name="Ended">{timeInWords(endedAt)}</Fact> : null}
        {undoneAt ? <Fact name="Put back">{timeInWords(undoneAt)}</Fact> : null}
      </dl>
      {state === 'running' || state === 'undoing' ? (
        <progress
          max={Math.max(matched, 1)}
          value={state === 'running' ? done : matched - done}
          aria-label={orderStateWords[state]}
        />
      ) : null}
    </>
  )
}

/** What may be done from where it is. */
function Deeds({ order, refused }: Pick<InvalidationPageProps, 'order' | 'refused'>) {
  const shown = (intent: OrderDeed) => typedAgain(refused, intent)
  const { state, matched, done } = order
  if (state === 'counting') return <Forget />
  if (state === 'counted')
    return (
      <section>
        {matched === 0 ? <p>No signature that counts is meant by this, so there is nothing to do.</p> : null}
        {matched > 0 ? (
          <>
            <p>
              They stop counting, letters that have not gone are stopped, and nobody can sign this campaign
              from their mailboxes. Letters that have gone cannot be called back. All else can be undone.
            </p>
            <ReasonForm
              intent="order"
              button={`Take ${counted(matched, 'signature', 'signatures')} off the count`}
              danger
              {...shown('order')}
            />
          </>
        ) : null}
        <Forget />
      </section>
    )
  if (state === 'running') return <ReasonForm intent="cancel" button="Stop here" {...shown('cancel')} />
  if ((state === 'done' || state === 'cancelled') && done > 0)
    return (
      <section>
        <h2>Undo it</h2>
        <p>
          Each becomes what it was before, with its number; letters and mails that waited go on, and the
          mailboxes may sign again. What was on its way when you took it off, and came back, does not go
          again.
        </p>
        <ReasonForm intent="undo" button="Put them back" {...shown('undo')} />
      </section>
    )
  return null
}

function Forget() {
  return (
    <form method="post" className="beside">
      <button type="submit" name="intent" value="forget" className="button">
        Leave them as they are
      </button>
    </form>
  )
}

/** By day and constituency, so that a rule that means too many is seen before it is ordered. */
function Found({ order, seatNames }: Pick<InvalidationPageProps, 'order' | 'seatNames'>) {
  const { days, seats } = order.found
  const most = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).toSorted(([, one], [, other]) => other - one)
  const dayRows = Object.entries(days).toSorted(([one], [other]) => (one > other ? -1 : 1))
  return (
    <>
      <StatusTable
        heading="By the day they were signed"
        columns={['Day', 'Signatures']}
        rows={dayRows.slice(0, shownAtMost).map(([day, count]) => row(dayInWords(day), count))}
        total={dayRows.length}
        figures
      />
      <StatusTable
        heading="By constituency"
        columns={['Constituency', 'Signatures']}
        rows={most(seats)
          .slice(0, shownAtMost)
          .map(([code, count]) => row(seatNames[code] ?? (code || 'None'), count))}
        total={Object.keys(seats).length}
        figures
      />
    </>
  )
}

/** The latest days, and the constituencies with most: enough to tell a wave from a campaign. */
const shownAtMost = 50

function row(name: string, count: number) {
  return { name, says: figure(count) }
}
