import { join } from 'node:path'
import type { Context } from '../context.server'
import { type Mailer, startMailer } from './loop'
import { startMailboxServer } from './mailbox'
import { openTransport } from './smtp'

/** Runs a mailer over the tools that were chosen: to the relay, or where there is none to the embedded mailbox. */
export async function runMailer({ ports, settings, log }: Context): Promise<Mailer> {
  const mailbox = settings.smtpUrl ? null : await startMailboxServer(join(settings.dataDir, 'mailbox'))
  const transport = openTransport(settings.smtpUrl ?? mailbox?.url ?? '', connections)
  const { lettersPerHour } = settings
  const mailer = startMailer({ ports, sender: settings, transport, log, lanes, lettersPerHour })
  return {
    wake: mailer.wake,
    async stop() {
      await mailer.stop()
      transport.close()
      await mailbox?.close()
    },
  }
}

/** As Postfix has to one destination by itself, and under the 50 that it takes from one client. */
const connections = 20

/** Mails under way at once: while some are offered, others are composed, or wait for what is written of them to be on disk. */
const lanes = 64
