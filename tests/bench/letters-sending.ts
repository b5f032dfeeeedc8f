import { fork } from 'node:child_process'
import { cpSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { wholeLetter } from '../../app/domain/letter/letter'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import type { ComposedMail } from '../../app/mailer/composition'
import { toMime } from '../../app/mailer/smtp'
import { letter as letterMail } from '../../emails/letter'
import { alternate } from './alternate'
import { databaseIn, startMailer } from './children'
import type { Figure, Say } from './figure'
import { benchFolder, deleteFolder } from './folder'
import type { OfferOrder, OfferReport } from './letters-offered'
import { lettersARound, type Sink, sessions, smtpSource, startSmtpSink } from './letters-postfix'
import { collectConfirmations, confirmLetters, withLetters } from './letters-written'
import { openBenchStore, recordInGroups } from './opened'
import { kept, measured, pin, said } from './process'

const rounds = 5
/** Of the whole outbox, whose rounds take ten times as long. */
const outboxRounds = 3

/**
 * Sending letters, against Postfix's `smtp-source` that sends as many of the same length to the same `smtp-sink`: once from
 * when they are composed, which is what it does, and once the whole outbox, each step of it on disk.
 */
export async function lettersSending(say: Say): Promise<readonly Figure[]> {
  const sink = await startSmtpSink()
  const { folder, mails, bytes } = await folderWithLetters()
  const offering = startOffering(sink, mails)
  const alone = await alternate(rounds, offering.round, () => smtpSource(sink, bytes), say)
  const keeping = await alternate(rounds, offering.round, () => smtpSource(sink, bytes, 'kept'), say)
  await offering.stop()
  const whole = await alternate(
    outboxRounds,
    () => sendAll(folder, sink),
    () => smtpSource(sink, bytes),
    say,
  )
  await sink.stop()

  const figure = (what: string, reference: string, compared: typeof alone): Figure => ({
    benchmark: 'letters',
    what,
    unit: 'a second',
    measured: compared.measured,
    reference: { what: reference, measured: compared.reference },
    ratio: compared.ratio,
    about: { letters: lettersARound, sessions, bytes },
  })
  return [
    figure('letters sent over SMTP', 'smtp-source to the same smtp-sink', alone),
    figure('letters sent over SMTP', 'smtp-source -d, which keeps its connections', keeping),
    figure('letters through the outbox, each step on disk', 'smtp-source to the same smtp-sink', whole),
  ]
}

/** A folder where letters wait for the mailer, some of them as they go, and how long one is on its way, about. */
async function folderWithLetters() {
  const ready = await openBenchStore()
  const drafts = withLetters(ready, lettersARound)
  await recordInGroups(ready.store, drafts)
  await collectConfirmations(ready.store)
  await confirmLetters(ready.store, drafts)
  await ready.store.close()
  const mails = drafts.slice(0, 1000).map(mailOf)
  const lengths = mails.map(mail => toMime(mail, `<0.${mail.envelope.from}>`, new Date()).length)
  const bytes = Math.round(lengths.reduce((sum, one) => sum + one, 0) / lengths.length)
  return { folder: ready.folder, mails, bytes }
}

function mailOf({ person, letter }: SignatureDraft): ComposedMail {
  if (!letter) throw new Error('a draft without a letter')
  const { subject } = letter.words
  const words = wholeLetter(letter.words, person, 'Asha Grange')
  const officeUrl = `http://localhost:3000/office/${'x'.repeat(51)}` // as long as a token
  const writer = { name: person.name, address: person.email }
  return {
    ...letterMail({ subject, words, name: person.name, officeUrl }),
    envelope: { from: `b-${letter.id}@undersigned.example`, to: 'asha.grange@parliament.example' },
    from: { ...writer, address: 'campaigns@undersigned.example' },
    to: { name: 'Asha Grange', address: 'asha.grange@parliament.example' },
    replyTo: writer,
    by: 'person',
  }
}

/** A process that offers letters and does nothing else, as `smtp-source` is one. */
function startOffering({ url }: Sink, mails: readonly ComposedMail[]) {
  const child = kept(fork('tests/bench/letters-offered.ts'))
  pin(child, 'server')
  const order: OfferOrder = { url, connections: sessions, letters: lettersARound, mails }
  return {
    async round() {
      child.send(order)
      return said<OfferReport>(child)
    },
    stop: measured(child).stop,
  }
}

/** Sends what waits in a copy of the folder, and waits until all of it was accepted. */
async function sendAll(folder: string, { url }: Sink) {
  const copy = benchFolder()
  cpSync(folder, copy, { recursive: true })
  const mailer = await startMailer(copy, url, 'measured')
  const began = performance.now()
  const database = new Database(databaseIn(copy), { readonly: true })
  const waiting = database
    .prepare("select count(*) from outgoing where kind = 'letter' and state <> 'accepted'")
    .pluck()
  while (Number(waiting.get()) > 0) await wait(20)
  const perSecond = (lettersARound * 1000) / (performance.now() - began)
  database.close()
  await mailer.stop()
  deleteFolder(copy)
  return { perSecond }
}
