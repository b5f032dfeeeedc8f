import { timeInWords } from '../figure/figures'
import { PlainPage } from '../page/PlainPage'

interface MailListProps {
  readonly mails: readonly {
    readonly id: string
    readonly to: string
    readonly subject: string
    readonly date: Date
  }[]
}

/** All mail that this server would have sent, newest first. */
export function MailList({ mails }: MailListProps) {
  return (
    <PlainPage heading="Mailbox" eyebrow="For trying things out">
      <p className="lead">Mail that this server would send lands here. None of it leaves.</p>
      {mails.length === 0 ? (
        <p>It is empty. Sign a campaign and come back.</p>
      ) : (
        <ol className="mails">
          {mails.map(({ id, to, subject, date }) => (
            <li key={id}>
              <a href={`/mailbox/${id}`}>{subject}</a>
              <p>
                To {to} · <time dateTime={date.toISOString()}>{timeInWords(date)}</time>
              </p>
            </li>
          ))}
        </ol>
      )}
      <p className="hint">Reload this page to see what came since.</p>
    </PlainPage>
  )
}
