import { spawn, spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { wholeLetter } from '../../app/domain/letter'
import type { SignatureDraft } from '../../app/domain/signature'
import { toMime } from '../../app/mailer/smtp'
import { letter as letterMail } from '../../emails/letter'
import { alternate } from './alternate'
import { databaseIn, startMailer } from './children'
import { CannotRun, type Figure, type Say } from './figure'
import { benchFolder, deleteFolder } from './folder'
import { collectConfirmations, confirmLetters, withLetters } from './letters-written'
import { openBenchStore, recordInGroups } from './opened'
import { kept, measured, pin } from './process'

const letters = 10_000
const rounds = 3

/** As many connections as our mailer has (`app/mailer/run.ts`). */
const sessions = 20

/**
 * Sending queued letters with the built mailer, against Postfix's `smtp-source` that sends as many of the same length to the
 * same `smtp-sink`. Ours are claimed, opened, composed, marked and settled, each step on disk; its are made once.
 */
export async function lettersSending(say: Say): Promise<readonly Figure[]> {
  for (const tool of ['smtp-source', 'smtp-sink']) needPostfixTool(tool)
  const { folder, bytes } = await folderWithLetters()
  const sink = await startSink()
  const compared = await alternate(
    rounds,
    () => sendAll(folder, sink.port),
    () => source(sink.port, bytes),
    say,
  )
  await sink.stop()
  return [
    {
      benchmark: 'letters',
      what: 'letters sent over SMTP, each step on disk',
      unit: 'a second',
      measured: compared.measured,
      reference: { what: 'smtp-source to the same smtp-sink', measured: compared.reference },
      ratio: compared.ratio,
      about: { letters, sessions, bytes },
    },
  ]
}

/** A folder where letters wait for the mailer, and how long each is on its way, about. */
async function folderWithLetters() {
  const ready = await openBenchStore()
  const drafts = withLetters(ready, letters)
  await recordInGroups(ready.store, drafts)
  await collectConfirmations(ready.store)
  await confirmLetters(ready.store, drafts)
  await ready.store.close()
  const lengths = drafts.slice(0, 100).map(lengthOf)
  return { folder: ready.folder, bytes: Math.round(lengths.reduce((sum, one) => sum + one, 0) / 100) }
}

function lengthOf({ person, letter }: SignatureDraft): number {
  if (!letter) throw new Error('a draft without a letter')
  const words = wholeLetter(letter.words, person, 'Asha Grange')
  const party = { name: person.name, address: person.email }
  const envelope = { from: 'b@undersigned.example', to: person.email }
  const officeUrl = `http://localhost:3000/office/${'x'.repeat(51)}` // as long as a token
  const rendered = letterMail({ subject: letter.words.subject, words, name: person.name, officeUrl })
  const mail = { ...rendered, envelope, from: party, to: party, replyTo: party, by: 'person' as const }
  return toMime(mail, `<${letter.id}@undersigned.example>`, new Date()).length
}

/** Sends what waits in a copy of the folder, and waits until all of it was accepted. */
async function sendAll(folder: string, port: number) {
  const copy = benchFolder()
  cpSync(folder, copy, { recursive: true })
  const mailer = await startMailer(copy, `smtp://127.0.0.1:${port}`)
  const began = performance.now()
  const database = new Database(databaseIn(copy), { readonly: true })
  const waiting = database
    .prepare("select count(*) from outgoing where kind = 'letter' and state <> 'accepted'")
    .pluck()
  while (Number(waiting.get()) > 0) await wait(20)
  const perSecond = (letters * 1000) / (performance.now() - began)
  database.close()
  await mailer.stop()
  deleteFolder(copy)
  return { perSecond }
}

async function source(port: number, bytes: number) {
  const began = performance.now()
  const child = kept(
    spawn('smtp-source', [
      ...['-s', String(sessions), '-m', String(letters), '-l', String(bytes)],
      ...['-f', 'from@undersigned.example', '-t', 'to@parliament.example', `127.0.0.1:${port}`],
    ]),
  )
  pin(child, 'server')
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(`smtp-source ended with ${code}`)
  return { perSecond: (letters * 1000) / (performance.now() - began) }
}

async function startSink() {
  const port = await freePort()
  const asRoot = process.getuid?.() === 0 ? ['-u', 'root'] : []
  const child = kept(spawn('smtp-sink', [...asRoot, `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' }))
  pin(child, 'load')
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100) throw new Error('smtp-sink does not answer')
    await wait(50)
  }
  return { port, stop: measured(child).stop }
}

function needPostfixTool(tool: string): void {
  const { error } = spawnSync(tool, ['-?'])
  if (error) throw new CannotRun(`there is no ${tool} (Debian: apt-get install postfix)`)
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    }),
  )
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
