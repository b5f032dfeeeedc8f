import type { Invalidation } from '../../domain/invalidation/invalidation'
import { type RuleField, type RuleValues, ruleWords } from '../../domain/invalidation/rule-form'
import type { FieldProblems } from '../../domain/problem'
import { counted, timeInWords } from '../figure/figures'
import { ErrorSummary } from '../form/ErrorSummary'
import { Field } from '../form/Field'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import { orderStateWords } from '../signature/moderation-words'
import type { Desk } from '../signature/SignaturesPage'

export interface InvalidationsPageProps {
  readonly desk: Desk
  readonly orders: readonly Invalidation[]
  /** Where the list goes on. */
  readonly older: string | null
  readonly done: string | null
  readonly values: RuleValues
  readonly problems: FieldProblems
}

const fields: readonly {
  readonly name: RuleField
  readonly label: string
  readonly hint: string
  readonly type?: string
}[] = [
  { name: 'domain', label: 'Mail domain', hint: 'What stands behind the @, such as mail.example' },
  {
    name: 'network',
    label: 'Network',
    hint: 'An IP address, or a range up to an IPv4 /20 or an IPv6 /52, such as 192.0.2.0/24. Of IPv6 nothing smaller than a /64 is told apart.',
  },
  { name: 'mailbox', label: 'E-mail address', hint: 'Everybody who signed from this one mailbox' },
  { name: 'postcode', label: 'Postcode', hint: 'One whole postcode' },
  { name: 'from', label: 'Signed from', hint: 'The first day, in London', type: 'date' },
  { name: 'until', label: 'Signed until', hint: 'The last day, in London', type: 'date' },
]

const places = Object.fromEntries(fields.map(({ name }) => [name, name]))

/** Orders that take many signatures off the count, and where a new one begins. */
export function InvalidationsPage(page: InvalidationsPageProps) {
  const { desk, orders, older, done, values, problems } = page
  return (
    <OrganisePage
      heading="Taken off together"
      {...desk}
      refused={Object.keys(problems).length > 0}
      before={
        <>
          <ErrorSummary problems={problems} places={places} elsewhere="main" wide />
          <Done done={done} words={{ forget: 'It was counted, and nothing was done. It is gone.' }} />
        </>
      }
    >
      <p className="lead">
        Say which signatures you mean, and we count them. Nothing is done to any of them until you have seen
        the count and given a reason; and all of it can be undone.
      </p>
      <form method="post" noValidate className="rule">
        <h2>Which signatures</h2>
        <p>All that you fill in must hold.</p>
        <div className="columns">
          {fields.map(({ name, type = 'text', ...field }) => (
            <Field
              key={name}
              name={name}
              type={type}
              {...field}
              value={values[name]}
              problem={problems[name]}
              autoComplete="off"
              spellCheck={false}
            />
          ))}
        </div>
        <button type="submit" className="button primary">
          Count them
        </button>
      </form>
      <h2>Until now</h2>
      {orders.length === 0 ? (
        <p>Nothing has been taken off this campaign’s count.</p>
      ) : (
        <Orders slug={desk.campaign.slug} orders={orders} />
      )}
      {older ? (
        <p>
          <a href={`/organise/campaigns/${desk.campaign.slug}/invalidations?before=${older}`}>Earlier ones</a>
        </p>
      ) : null}
    </OrganisePage>
  )
}

function Orders({ slug, orders }: { readonly slug: string; readonly orders: readonly Invalidation[] }) {
  return (
    <ul className="cards">
      {orders.map(order => (
        <li key={order.id}>
          <a href={`/organise/campaigns/${slug}/invalidations/${order.id}`}>
            {ruleWords(order.rule)
              .map(([part, words]) => `${part}: ${words}`)
              .join('; ')}
          </a>
          <span>
            {orderStateWords[order.state]}: {counted(order.matched, 'signature', 'signatures')}
          </span>
          <span className="hint">
            {timeInWords(order.createdAt)}
            {order.reason ? `. ${order.reason}` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}
