import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary, Wrong } from '../form/ErrorSummary'
import { Flourish } from '../page/Mark'
import { Page } from '../page/Page'
import { HeldSignature, type ShownRecord } from './HeldSignature'
import { HeldSubscription, type ShownSubscription } from './HeldSubscription'

export interface HeldPageProps {
  /** This page's own address, without a query. */
  readonly address: string
  readonly records: readonly ShownRecord[]
  readonly subscriptions: readonly ShownSubscription[]
  /** What was just done, if anything. */
  readonly done: string | null
  readonly refused: {
    readonly problems: FieldProblems
    /** The signature whose form was refused, and the name typed into it. */
    readonly id: string
    readonly name: string
  } | null
}

const doneWords: Readonly<Record<string, string>> = {
  'correct-name': 'Your name has been corrected.',
  withdraw: 'Your name has been withdrawn. It no longer counts.',
  unsubscribe: 'You have been unsubscribed. No more updates will come.',
  'forget-news': 'It is deleted. No more updates will come.',
}

/** Everything held about a mailbox, and everything its owner may do with it. */
export function HeldPage({ address, records, subscriptions, done, refused }: HeldPageProps) {
  const problems = refused?.problems ?? {}
  return (
    <Page
      title="Your data"
      refused={refused !== null}
      before={
        <ErrorSummary
          problems={problems}
          places={{ name: `name-${refused?.id ?? ''}`, sure: 'sure' }}
          elsewhere="main"
        />
      }
    >
      <div className="column">
        {done && Object.hasOwn(doneWords, done) ? (
          <p className="done" role="status">
            {doneWords[done]}
          </p>
        ) : null}
        <h1>Your data</h1>
        <Flourish />
        <p className="lead">This is everything we hold about your e-mail address.</p>
        <p>
          <a href={`${address}/download`}>Download it all as a file (JSON)</a>
        </p>
        {records.map(record => (
          <HeldSignature
            key={record.id}
            address={address}
            record={record}
            typedName={refused?.id === record.id ? refused.name : record.person.name}
            problem={refused?.id === record.id ? problems.name : undefined}
          />
        ))}
        {subscriptions.map(subscription => (
          <HeldSubscription key={subscription.id} address={address} subscription={subscription} />
        ))}
        <Erase address={address} problem={problems.sure} />
      </div>
    </Page>
  )
}

function Erase({ address, problem }: { readonly address: string; readonly problem: string | undefined }) {
  return (
    <section className="callout" aria-labelledby="erase-title">
      <h2 id="erase-title">Erase everything</h2>
      <p>
        This deletes every signature, every letter and every subscription above, for good. Your signatures
        stop counting. A letter that has been sent already stays with whoever received it.
      </p>
      <form method="post" action={address} noValidate>
        <input type="hidden" name="intent" value="erase" />
        <div className={problem ? 'agree wrong' : 'agree'}>
          <Wrong id="sure-error" words={problem} />
          <div className="tick">
            <input
              type="checkbox"
              id="sure"
              name="sure"
              value="yes"
              aria-describedby={problem ? 'sure-error' : undefined}
              aria-invalid={problem ? true : undefined}
            />
            <label htmlFor="sure">I am sure. It cannot be undone.</label>
          </div>
        </div>
        <button type="submit" className="button danger">
          Erase all my data
        </button>
      </form>
    </section>
  )
}
