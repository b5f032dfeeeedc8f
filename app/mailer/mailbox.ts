/** Mail that nobody's SMTP relay was asked to take: kept as files in `DATA_DIR/mailbox`, readable at `/mailbox`. */
export interface EmbeddedMailbox {
  /** Newest first. */
  list(): Promise<readonly MailSummary[]>
  read(id: string): Promise<KeptMail | null>
}

export interface MailSummary {
  /** Names the mail in `/mailbox/:id`. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly date: Date
}

export interface KeptMail extends MailSummary {
  readonly replyTo: string
  readonly text: string
  readonly html: string | null
  /** The whole source as it came over SMTP. */
  readonly source: string
}
