import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

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
  /** The whole source as it came over SMTP, under the lines in which a final server keeps the envelope. */
  readonly source: string
}

/** A file's name without `.eml`: when it came, in ms, so that names sort by time, and 6 random bytes. */
const idShape = /^\d{13}-[0-9a-f]{12}$/

/** Reads the mail that `startMailboxServer` keeps in the same folder. */
export function openMailbox(dir: string): EmbeddedMailbox {
  const summaries = new Map<string, MailSummary>() // a kept mail never changes

  async function read(id: string): Promise<KeptMail | null> {
    if (!idShape.test(id)) return null
    const source = await readFile(join(dir, `${id}.eml`)).catch(absent)
    if (!source) return null
    const mail = toKept(
      id,
      source,
      await simpleParser(source, { skipTextToHtml: true, skipHtmlToText: true }),
    )
    summaries.set(id, mail)
    return mail
  }

  return {
    read,
    async list() {
      const ids = (await keptIds(dir)).reverse()
      for (const gone of [...summaries.keys()].filter(id => !ids.includes(id))) summaries.delete(gone)
      const listed: MailSummary[] = []
      for (const id of ids) {
        const mail = summaries.get(id) ?? (await read(id))
        if (mail) listed.push({ id, from: mail.from, to: mail.to, subject: mail.subject, date: mail.date })
      }
      return listed
    },
  }
}

/**
 * An SMTP server for this machine alone that keeps whatever it is given.
 * @param keptAtMost older mail is deleted: it is for trying things out, not an archive
 */
export async function startMailboxServer(
  dir: string,
  keptAtMost = 1000,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  await mkdir(dir, { recursive: true })
  const kept = await keptIds(dir)

  async function keep(mail: Buffer, envelope: Buffer) {
    const id = `${Date.now()}-${randomBytes(6).toString('hex')}`
    await writeWhole(join(dir, `${id}.eml`), [envelope, mail])
    kept.push(id)
    for (const oldest of kept.splice(0, kept.length - keptAtMost))
      await rm(join(dir, `${oldest}.eml`), { force: true })
  }

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: 1_000_000,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        const to = envelope.rcptTo.map(({ address }) => `Delivered-To: ${address}\r\n`).join('')
        keep(Buffer.concat(chunks), Buffer.from(`Return-Path: <${from}>\r\n${to}`)).then(() => done(), done)
      })
    },
  })
  server.on('error', () => {}) // a client that goes away is its own business
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

/** Either the whole file or none, whenever the power goes. */
async function writeWhole(path: string, parts: readonly Buffer[]): Promise<void> {
  const unfinished = `${path}.unfinished`
  const file = await open(unfinished, 'wx', 0o600)
  try {
    await file.writeFile(Buffer.concat(parts))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
}

/** Oldest first. */
async function keptIds(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(absent)
  return (names ?? [])
    .filter(name => name.endsWith('.eml'))
    .map(name => name.slice(0, -'.eml'.length))
    .filter(id => idShape.test(id))
    .sort()
}

function toKept(id: string, source: Buffer, mail: ParsedMail): KeptMail {
  return {
    id,
    from: addresses(mail.from),
    to: addresses(mail.to),
    replyTo: addresses(mail.replyTo),
    subject: mail.subject ?? '',
    date: mail.date ?? new Date(Number(id.slice(0, 13))),
    text: mail.text ?? '',
    html: mail.html || null,
    source: source.toString(),
  }
}

function addresses(header: AddressObject | AddressObject[] | undefined): string {
  return [header ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ')
}

function absent(fault: NodeJS.ErrnoException): null {
  if (fault.code === 'ENOENT') return null
  throw fault
}
