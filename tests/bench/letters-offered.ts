import { setMaxListeners } from 'node:events'
import type { ComposedMail } from '../../app/mailer/composition'
import { openTransport, toMime } from '../../app/mailer/smtp'

/** A round: these letters over and over, each under a Message-ID of its own, until so many were accepted. */
export interface OfferOrder {
  readonly url: string
  readonly connections: number
  readonly letters: number
  readonly mails: readonly ComposedMail[]
}

export interface OfferReport {
  readonly perSecond: number
}

// What our mailer does with a letter from when it is composed until the relay has answered, and nothing else.
process.on('message', async (order: OfferOrder) => process.send?.(await offer(order)))
process.on('disconnect', () => process.exit(0))

async function offer({ url, connections, letters, mails }: OfferOrder): Promise<OfferReport> {
  const transport = openTransport(url, connections)
  const { signal } = new AbortController()
  setMaxListeners(connections + 1, signal) // one for each letter under way
  let begun = 0

  async function lane(): Promise<void> {
    while (begun < letters) {
      const number = begun++
      const mail = mails[number % mails.length]
      if (!mail) throw new Error('no letters to send')
      const raw = toMime(mail, `<${number}.${mail.envelope.from}>`, new Date())
      const { kind } = await transport.send({ envelope: mail.envelope, raw }, async () => true, signal)
      if (kind !== 'accepted') throw new Error(`a letter was ${kind}`)
    }
  }

  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, lane))
  const perSecond = (letters * 1000) / (performance.now() - began)
  transport.close()
  return { perSecond }
}
