import type { Ports } from './domain/ports'
import type { Visitor } from './domain/sign'
import type { EmbeddedMailbox } from './mailer/mailbox'

/** What `server.ts` hands to every loader and action (`getLoadContext`). */
export interface RequestContext {
  readonly ports: Ports
  readonly visitor: Visitor
  /** Set where mail lands in the embedded mailbox; null in production and where `SMTP_URL` is given. */
  readonly mailbox: EmbeddedMailbox | null
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
}
