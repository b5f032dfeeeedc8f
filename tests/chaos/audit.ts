import type { LetterRow, SignatureRow } from '../../app/domain/export/store'
import type { LetterId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import { openRounds } from '../../app/mailer/rounds'
import { openTransport } from '../../app/mailer/smtp'
import { type Clock, clockAt, hour, second } from '../support/clock'
import { testPorts } from '../support/ports'
import type { SmtpSink } from '../support/smtp'
import { type Crowd, type Supporter, targets } from './crowd'
import type { Ground } from './ground'
import { type Counts, type Findings, noFindings } from './outcome'
import { areUnderWay, auditUpdates, carriesUpdate } from './update'

/** Sends what is still due, then holds all that was acknowledged against what is there. No product runs any more. */
export function audit(ground: Ground, crowd: Crowd, sink: SmtpSink): Promise<Audit> {
  return ground.look(store => auditStore(store, ground.store, crowd, sink))
}

interface Audit {
  readonly counts: Counts
  readonly findings: Findings
}

async function auditStore(store: Store, kind: Ground['store'], crowd: Crowd, sink: SmtpSink): Promise<Audit> {
  const findings = noFindings()
  // An hour later every lease has ended.
  findings.wrong.push(...crowd.surprises, ...(await sendAllThatIsDue(store, sink)))

  const rows = await allSignatures(store)
  const signatures = new Map(rows.map(row => [row.person.email, row]))
  findings.twice.push(...repeated(rows.map(({ person }) => person.email)))
  const signed = crowd.supporters.filter(one => one.signed)
  findings.lost.push(...signed.filter(({ email }) => !signatures.has(email)))
  const confirmed = crowd.supporters.filter(one => one.confirmed)
  findings.lost.push(...confirmed.filter(({ email }) => signatures.get(email)?.state !== 'confirmed'))

  const letters = await allLetters(store)
  for (const one of confirmed.filter(({ letter }) => letter)) {
    const fate = await fateOf(one, sink, store, signatures, letters)
    if (fate.kind !== 'well') findings[fate.kind].push({ email: one.email, ...fate })
  }
  findings.twice.push(...repeated(sink.offered.map(messageIdIn)))

  // A supporter's own mail that the relay took is kept no longer.
  const { accepted = 0, unknown = 0, ...unsettled } = (await store.outbox()).states
  if (Object.keys(unsettled).length > 0) findings.wrong.push({ unsettled })
  const arrived = sink.mails.length
  if (arrived < accepted) findings.lost.push({ accepted, arrived })
  const sentTo = (email: string) => sink.mails.filter(({ to }) => to[0] === email)
  const mailsTo = (email: string) =>
    sentTo(email).filter(mail => !asksForReply(mail) && !carriesUpdate(mail)).length
  const unmailed = signed.filter(({ email }) => mailsTo(email) === 0)
  if (unmailed.length > unknown) findings.lost.push({ unknown, unmailed })
  findings.twice.push(...crowd.supporters.filter(({ email, posts }) => mailsTo(email) > posts))
  findings.twice.push(
    ...crowd.supporters.filter(({ email }) => sentTo(email).filter(asksForReply).length > 2),
  )

  await auditUpdates(store, sink, findings)
  findings.wrong.push(...(await store.recount()))
  // Processes that share PostgreSQL may give two people one number.
  if (kind === 'SQLite') findings.wrong.push(...gapsIn(rows))
  const states = [...letters.values()].map(({ state }) => state)
  return {
    findings,
    counts: {
      signed: signed.length,
      confirmed: confirmed.length,
      lettersAccepted: states.filter(state => state === 'accepted').length,
      lettersUnknown: states.filter(state => state === 'unknown').length,
      mailsAccepted: arrived,
      mailsUnknown: unknown,
    },
  }
}

/** Weeks after a letter was accepted its writer is asked whether there was a reply, and reminded once. */
function asksForReply({ source }: SmtpSink['mails'][number]): boolean {
  return source.includes('/survey/')
}

/** Answers what the mailer complained of. */
async function sendAllThatIsDue(store: Store, sink: SmtpSink): Promise<readonly unknown[]> {
  const clock = clockAt(new Date(Date.now() + hour).toISOString())
  const lanes = 20 // as many as the product has connections
  const transport = openTransport(sink.url, lanes)
  const complaints: unknown[] = []
  const log = { info() {}, warn() {}, error: (about: object) => void complaints.push(about) }
  const sender = {
    mailFrom: { name: 'Undersigned', address: 'campaigns@undersigned.example' },
    mailDomain: 'undersigned.example',
  }
  const ports = testPorts(store, clock)
  const rounds = openRounds({ ports, sender, transport, log, lanes, lettersPerHour: 0, chance: () => 0 })
  while (complaints.length === 0 && (await moveToDue(store, clock))) await rounds.tick()
  transport.close()
  return complaints
}

async function moveToDue(store: Store, clock: Clock): Promise<boolean> {
  const { oldestDue } = await store.outbox()
  if (!oldestDue) {
    clock.advance(second) // updates are looked for so often
    return areUnderWay(store)
  }
  clock.advance(Math.max(0, oldestDue.getTime() - clock.now().getTime()))
  return true
}

async function allSignatures(store: Store): Promise<readonly SignatureRow[]> {
  const rows: SignatureRow[] = []
  for (const { id } of await store.campaigns()) rows.push(...(await store.signaturesAfter(id, null, 100_000)))
  return rows
}

/** As the organiser has them listed. */
async function allLetters(store: Store): Promise<ReadonlyMap<LetterId, LetterRow>> {
  const rows: LetterRow[] = []
  for (const { id } of await store.campaigns()) rows.push(...(await store.lettersAfter(id, null, 100_000)))
  return new Map(rows.map(row => [row.id, row]))
}

interface Fate {
  readonly kind: 'well' | 'lost' | 'twice'
  readonly listed: string | undefined
  /** How often each target has it. */
  readonly times: readonly number[]
}

/** What became of a confirmed letter, in the organiser's list and at the relay. */
async function fateOf(
  { email, slug }: Supporter,
  sink: SmtpSink,
  store: Store,
  signatures: ReadonlyMap<string, SignatureRow>,
  letters: ReadonlyMap<LetterId, LetterRow>,
): Promise<Fate> {
  const id = signatures.get(email)?.id
  const letter = id && (await store.confirmedLetter(id))
  const listed = letter ? letters.get(letter.id)?.state : undefined
  const times = targets[slug].map(target => timesWrittenTo(target, email, sink))
  if (times.some(count => count > 1)) return { kind: 'twice', listed, times }
  const well = listed === 'unknown' || (listed === 'accepted' && times.every(count => count === 1))
  return { kind: well ? 'well' : 'lost', listed, times }
}

function timesWrittenTo(target: string, email: string, sink: SmtpSink): number {
  return sink.mails.filter(
    ({ to, parsed }) => to[0] === target && parsed.replyTo?.value[0]?.address === email,
  ).length
}

/** "You are number …" must be 1, 2, 3 … in each campaign. */
function gapsIn(rows: readonly SignatureRow[]): readonly unknown[] {
  const counted = rows.filter(({ state }) => state === 'confirmed')
  return [...new Set(counted.map(({ campaignId }) => campaignId))].flatMap(campaignId => {
    const numbers = counted
      .filter(row => row.campaignId === campaignId)
      .map(({ number }) => number ?? 0)
      .sort((one, other) => one - other)
    return numbers.every((number, place) => number === place + 1) ? [] : [{ campaignId, numbers }]
  })
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, place) => names.indexOf(name) !== place)
}

function messageIdIn(source: string): string {
  return /^message-id: *(\S+)/im.exec(source)?.[1] ?? `none in: ${source}`
}
