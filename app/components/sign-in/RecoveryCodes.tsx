import { AccessPage } from './AccessPage'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  /** Where to go once they are kept. */
  readonly to: string
}

/** New recovery codes. They are shown this once, since only their hashes are kept. */
export function RecoveryCodes({ codes, to }: RecoveryCodesProps) {
  const file = `Recovery codes for Undersigned. Each works once, in place of the code of your app.\n\n${codes.join('\n')}\n`
  return (
    <AccessPage
      heading="Keep these recovery codes"
      lead="Each takes the place of your app’s code once, should you lose your phone. They are not shown again."
      scripts={['print.js']}
    >
      <div className="sheet">
        <ol className="codes">
          {codes.map(code => (
            <li key={code} className="code">
              {code}
            </li>
          ))}
        </ol>
        <p className="buttons">
          <a
            className="button"
            download="undersigned-recovery-codes.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          >
            Save as a file
          </a>
          <button type="button" className="button quiet" data-print hidden>
            Print
          </button>
        </p>
        <p className="hint">
          On paper in a drawer, or where you keep passwords; not beside the phone with the app.
        </p>
        <a className="button primary" href={to}>
          I have kept them
        </a>
      </div>
    </AccessPage>
  )
}
