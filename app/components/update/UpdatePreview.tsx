import type { ReadUpdate } from '../../domain/update/mail'
import { RenderedMarkdown } from '../page/Markdown'

export interface PreviewedUpdate {
  readonly from: string
  readonly replyTo: string
  /** For a reader of an invented name. */
  readonly mail: ReadUpdate
  readonly page: ReadUpdate
}

/** An update as its readers get it, by mail and on the public page. */
export function UpdatePreview({ from, replyTo, mail, page }: PreviewedUpdate) {
  return (
    <div className="previews" id="preview">
      <section className="sheet" aria-labelledby="preview-mail">
        <h2 id="preview-mail">As a mail</h2>
        <dl className="facts">
          <div>
            <dt>From</dt>
            <dd>{from}</dd>
          </div>
          <div>
            <dt>Answers go to</dt>
            <dd>{replyTo}</dd>
          </div>
          <div>
            <dt>Subject</dt>
            <dd>{mail.subject}</dd>
          </div>
        </dl>
        <RenderedMarkdown html={mail.html} />
        <p className="hint">
          Under it stand why its reader gets it, and a link that unsubscribes with one press. It tells nobody
          whether it was read.
        </p>
        <details>
          <summary>As plain text</summary>
          <div className="letter-text">{mail.text}</div>
        </details>
      </section>
      <section className="sheet" aria-labelledby="preview-page">
        <h2 id="preview-page">As a public page</h2>
        <h3>{page.subject}</h3>
        <RenderedMarkdown html={page.html} />
      </section>
    </div>
  )
}
