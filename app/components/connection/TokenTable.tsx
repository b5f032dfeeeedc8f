import { timeInWords } from '../figure/figures'
import type { ShownToken } from './ConnectionsPage'

/** What programs fetch with; those that have ended stay, so that the audit log can be read beside them. */
export function TokenTable({ tokens }: { readonly tokens: readonly ShownToken[] }) {
  if (tokens.length === 0) return <p className="empty">No token has been made yet.</p>
  return (
    <table className="listing">
      <caption className="unseen">Tokens</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">May fetch</th>
          <th scope="col">Campaign</th>
          <th scope="col">Last used</th>
          <th scope="col">Ends</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map(token => (
          <TokenRow key={token.mark} {...token} />
        ))}
      </tbody>
    </table>
  )
}

function TokenRow(token: ShownToken) {
  const { mark, name, scope, campaign, maker, createdAt, usedAt, endsAt, ended, fetches } = token
  return (
    <tr>
      <th scope="row">
        {name ?? 'made at the terminal'}
        <span className="hint">
          {mark}, made {timeInWords(createdAt)}
          {maker ? ` by ${maker}` : ''}
        </span>
      </th>
      <td data-column="May fetch">{scope === 'export' ? 'counts' : 'names and addresses too'}</td>
      <td data-column="Campaign">{campaign ?? 'all'}</td>
      <td data-column="Last used">{usedAt ? timeInWords(usedAt) : 'never'}</td>
      <td data-column="Ends">
        {endsAt ? `${ended ? 'ended ' : ''}${timeInWords(endsAt)}` : 'without an end'}
        {ended || fetches ? null : `; fetches nothing, as ${maker} may not`}
        {ended ? null : (
          <form method="post">
            <input type="hidden" name="token" value={mark} />
            <button type="submit" className="button small danger" name="intent" value="end-token">
              End it now<span className="unseen">: {name ?? mark}</span>
            </button>
          </form>
        )}
      </td>
    </tr>
  )
}
