import { listed } from '../figure/figures'
import type { ShownWebhook } from './ConnectionsPage'

/** Where events are told. */
export function WebhookTable({ webhooks }: { readonly webhooks: readonly ShownWebhook[] }) {
  if (webhooks.length === 0) return <p className="empty">No address is told of anything yet.</p>
  return (
    <table className="listing">
      <caption className="unseen">Webhooks</caption>
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col">Told of</th>
          <th scope="col">Campaign</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map(({ id, host, events, campaign, state, failures }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`/organise/connections/${id}`}>{host}</a>
            </th>
            <td data-column="Told of">{listed(events)}</td>
            <td data-column="Campaign">{campaign ?? 'all'}</td>
            <td data-column="State">
              {state}
              {failures > 0 ? `, ${failures} given up in a row` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
