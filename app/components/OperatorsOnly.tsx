import { command } from './command-line'
import { PlainPage } from './PlainPage'

interface OperatorsOnlyProps {
  readonly path: string
  /** What shows the same at a terminal. */
  readonly verbs: readonly string[]
}

/** Says how whoever runs the server gets to see a page; nothing of what it shows. */
export function OperatorsOnly({ path, verbs }: OperatorsOnlyProps) {
  return (
    <PlainPage heading="For operators alone" eyebrow="You may not see this">
      <p className="lead">Whoever runs this server sees this page in one of three ways.</p>
      <ol>
        <li>
          At a terminal on the server, without a browser:
          <pre>{verbs.map(command).join('\n')}</pre>
        </li>
        <li>
          In a browser through an SSH tunnel, while no proxy is trusted (<code>TRUST_PROXY</code> is 0). Then
          open <code>http://localhost:3000{path}</code>, with the server’s own port:
          <pre>ssh -N -L 3000:localhost:3000 YOUR-SERVER</pre>
        </li>
        <li>
          With a token from <code>token create --scope export</code>:
          <pre>{`curl -H 'Authorization: Bearer TOKEN' https://YOUR-SITE${path}`}</pre>
        </li>
      </ol>
    </PlainPage>
  )
}
