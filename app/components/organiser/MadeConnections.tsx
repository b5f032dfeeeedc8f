import type { ShownToken, ShownWebhook } from '../connection/ConnectionsPage'

export interface MadeConnectionsProps {
  readonly tokens: readonly Pick<ShownToken, 'mark' | 'name' | 'scope'>[]
  readonly webhooks: readonly Pick<ShownWebhook, 'id' | 'host'>[]
}

/** What somebody made, told before they may no more: tokens stop with them, webhooks do not. */
export function MadeConnections({ tokens, webhooks }: MadeConnectionsProps) {
  return (
    <>
      {tokens.length > 0 ? (
        <>
          <p>
            These tokens that they made fetch only what they may themselves, and stop with that. Give the
            programs that bear them others, under <a href="/organise/connections#tokens">Connections</a>:
          </p>
          <ul>
            {tokens.map(({ mark, name, scope }) => (
              <li key={mark}>
                {name} ({mark}), {scope === 'export' ? 'counts' : 'names and addresses too'}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {webhooks.length > 0 ? (
        <>
          <p>These webhooks that they added go on, until somebody takes them away:</p>
          <ul>
            {webhooks.map(({ id, host }) => (
              <li key={id}>
                <a href={`/organise/connections/${id}`}>{host}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
