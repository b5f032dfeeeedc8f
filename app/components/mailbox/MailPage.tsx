import { timeInWords } from '../figure/figures'
import { PlainPage } from '../page/PlainPage'

interface MailPageProps {
  readonly mail: {
    readonly id: string
    readonly from: string
    readonly to: string
    readonly replyTo: string
    readonly subject: string
    readonly date: Date
    readonly text: string
    readonly hasHtml: boolean
  }
}

/** One mail: its heading, as its reader would see it, and its text part. */
export function MailPage({ mail }: MailPageProps) {
  const { id, subject, text, hasHtml, date } = mail
  const facts = [
    ['From', mail.from],
    ['To', mail.to],
    ['Reply to', mail.replyTo],
    ['Date', timeInWords(date)],
  ].filter(([, value]) => value !== '')
  return (
    <PlainPage heading={subject} eyebrow="A mail in the mailbox">
      <p>
        <a href="/mailbox">All mail</a> · <a href={`/mailbox/${id}/source`}>Its source</a>
      </p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {hasHtml ? (
        <section aria-labelledby="html-title">
          <h2 id="html-title">As its reader sees it</h2>
          <iframe
            className="mail-frame"
            title="The mail as its reader sees it"
            src={`/mailbox/${id}/html`}
            sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
          />
        </section>
      ) : null}
      <section aria-labelledby="text-title">
        <h2 id="text-title">{hasHtml ? 'Its text part' : 'As its reader sees it'}</h2>
        <div className="sheet letter-text">
          <Linked text={text} />
        </div>
      </section>
    </PlainPage>
  )
}

/** Web addresses of a text made into links, as mail programs do. */
function Linked({ text }: { readonly text: string }) {
  return text.split(/(https?:\/\/[^\s<>]+)/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: rendered once
      <a key={index} href={part} rel="noopener">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
