import { onTestFinished } from 'vitest'
import type { LetterId } from '../../app/domain/id'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import { openRounds, type RoundsOptions } from '../../app/mailer/rounds'
import { openTransport } from '../../app/mailer/smtp'
import { campaignText, openCampaign, savePlaces } from '../support/campaign'
import { clockAt } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { keptLog } from '../support/log'
import { testPorts } from '../support/ports'
import { startSmtpSink } from '../support/smtp'
import { openTestStore } from '../support/store'

export const sender = {
  mailFrom: { name: 'Walk Together', address: 'campaigns@undersigned.example' },
  mailDomain: 'bounces.undersigned.example',
}

type Odd = NonNullable<Parameters<typeof signatureDraft>[2]>

/** A campaign, a mailer whose rounds the test turns, and the relay it sends to. */
export async function openWorld(text = campaignText(), begins?: string) {
  const clock = clockAt(begins)
  const { store, file } = openTestStore()
  await savePlaces(store, clock.now())
  const campaign = await openCampaign(store, clock.now(), text)
  const ports = testPorts(store, clock)
  const sink = await startSmtpSink()
  const { log, logged } = keptLog()

  /** A mailer with connections of its own. */
  function mailer(odd: Partial<RoundsOptions> = {}): RoundsOptions {
    const transport = openTransport(sink.url, 5)
    onTestFinished(transport.close)
    return { ports, sender, transport, log, lanes: 5, lettersPerHour: 0, chance: () => 0, ...odd }
  }
  onTestFinished(sink.close)

  /** Somebody signs; their mail is due. */
  async function sign(odd: Odd = {}): Promise<SignatureDraft> {
    const draft = signatureDraft(campaign, clock.now(), odd)
    await store.recordSignatures([draft])
    return draft
  }

  /** Each signed with a letter and confirmed it, their confirmations long past; the letters are due. */
  async function writeLetters(odds: readonly Odd[]): Promise<readonly SignatureDraft[]> {
    const at = clock.now()
    const drafts = odds.map(odd => signatureDraft(campaign, at, { letter: letterDraft(), ...odd }))
    await store.recordSignatures(drafts)
    const confirming = (await store.claimOutgoing(1000, at, at)).filter(({ kind }) => kind === 'confirm')
    await Promise.all(confirming.map(mail => store.settleOutgoing(mail, { state: 'cancelled' }, at)))
    await store.confirmSignatures(
      drafts.map(({ id, letter }) => ({
        signatureId: id,
        letterId: letter?.id ?? null,
        constituencyCode: null,
        at,
      })),
    )
    return drafts
  }

  async function writeLetter(odd: Odd = {}): Promise<LetterId> {
    const [draft] = await writeLetters([odd])
    if (!draft?.letter) throw new Error('no letter was written')
    return draft.letter.id
  }

  const { tick } = openRounds(mailer())
  return { clock, store, file, campaign, ports, sink, logged, mailer, tick, sign, writeLetter, writeLetters }
}
