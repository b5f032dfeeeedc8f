interface OnceShownProps {
  readonly made: 'webhook' | 'token'
  readonly secret: string
}

/** A secret on the one page that ever shows it. */
export function OnceShown({ made, secret }: OnceShownProps) {
  return (
    <div className="done" role="status">
      <h2>{made === 'webhook' ? 'The address is told from now on' : 'The token is made'}</h2>
      <p>
        {made === 'webhook'
          ? 'This is the secret that our messages are signed with (Standard Webhooks). Give it to whoever receives them.'
          : 'This is the token. Give it to the program that will use it.'}{' '}
        Copy it now: it cannot be shown again.
      </p>
      <p>
        <code className="once">{secret}</code>
      </p>
    </div>
  )
}
