import type { TotpCode } from '../../domain/sign-in/proving'
import { CodeField } from '../form/CodeField'

export interface EnrolmentProps {
  /** In base32, as an app takes it. */
  readonly secret: string
  readonly totp: TotpCode
  readonly problem: string | undefined
}

/** A new second factor: what an app is told, as a picture and in letters, and the code that shows it was. */
export function Enrolment({ secret, totp, problem }: EnrolmentProps) {
  return (
    <fieldset className="enrolment">
      <legend>Your second factor</legend>
      <p>
        Scan this with an authenticator app, such as the one on your phone that keeps passwords. It then shows
        a code that changes every half minute.
      </p>
      <input type="hidden" name="secret" value={secret} />
      <div className="enrolment-key">
        <QrCode {...totp} />
        <div>
          <p>
            No camera? <a href={totp.url}>Open it in an app on this device</a>, or type this key:
          </p>
          <p className="code key">{secret.replace(/(.{4})(?!$)/g, '$1 ')}</p>
        </div>
      </div>
      <CodeField label="The code it shows now" hint="Six digits." problem={problem} takes="digits" />
    </fieldset>
  )
}

/** Dark on light in both themes: many cameras read no other. The quiet zone is four modules wide (ISO/IEC 18004). */
function QrCode({ width, path }: TotpCode) {
  const side = width + 8
  return (
    <svg
      className="qr"
      viewBox={`-4 -4 ${side} ${side}`}
      role="img"
      aria-label="QR code of the key beside it"
      shapeRendering="crispEdges"
    >
      <rect x="-4" y="-4" width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
