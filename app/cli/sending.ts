import type { OutgoingKind, Sending } from '../domain/outbox/outbox'
import { type Io, Misuse, type Verb } from './verb'

export const sendingStatus: Verb = {
  words: 'sending status',
  takes: [],
  does: 'Says whether mail goes out, and how many mails of each kind wait',
  prepare: async () => async (ports, io) => {
    const sending = await ports.store.sending()
    await io.out(`${standing(sending)}\n${waitingLines(sending, 'These mails wait:')}`)
    warnOfRestored(sending, io, 'Look into your relay’s log before you resume.')
  },
}

export const sendingPause: Verb = {
  words: 'sending pause',
  takes: [],
  options: { 'copy-of': { shown: '--copy-of TIME', required: false } },
  does: 'Lets no mail go out until it is resumed; people can sign meanwhile, and their mails wait',
  more: 'Every mailer stops within a second; a mail under way ends. The pause is kept in the database, so it outlasts\nrestarts. Say --copy-of where other tools than restore brought the database back, with the time that it is of, such as\n2026-11-23T11:58:00Z: then it is told as restored, and updates that were under way stay paused when you resume.',
  async prepare({ options }) {
    const madeAt = copyTime(options['copy-of'])
    return async (ports, io) => {
      await ports.store.setSending('paused', ports.now(), madeAt)
      await io.out(`${standing(await ports.store.sending())}\n`)
    }
  },
}

export const sendingResume: Verb = {
  words: 'sending resume',
  takes: [],
  does: 'Lets mail go out again, and says how many mails of each kind that is',
  more: 'After a restore, look first: sending status says what waits. Letters that were sent after the backup was made\nwait in it still and go out a second time. Updates that were under way stay paused: an organiser decides on their page.',
  prepare: async () => async (ports, io) => {
    const before = await ports.store.sending()
    const outcome = await ports.store.setSending('running', ports.now())
    await io.out(
      outcome === 'already'
        ? `${standing(before)}\n`
        : `Sending is resumed.\n${waitingLines(before, 'These mails go out:')}`,
    )
    warnOfRestored(before, io, 'If your relay’s log says so: sending pause stops what is left.')
  },
}

function copyTime(given: string | undefined): Date | undefined {
  if (given === undefined) return undefined
  const time = new Date(given)
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(given) || Number.isNaN(time.getTime()))
    throw new Misuse(`--copy-of must be a time such as 2026-11-23T11:58:00Z, not ${given}`)
  return time
}

function standing({ state, since }: Sending): string {
  return state === 'paused' ? `Sending is paused since ${since?.toISOString()}.` : 'Sending is running.'
}

const kindNames: Readonly<Record<OutgoingKind, string>> = {
  confirm: 'to confirm a signature',
  'confirm-letter': 'to confirm a letter',
  'already-signed': 'to say that somebody has signed already',
  'mailbox-full': 'to say that a mailbox is full',
  'revise-letter': 'to ask for another look at a letter that names a former MP',
  manage: 'with a link to what is held',
  letter: 'with a letter to an MP or another target',
  chase: 'with a second letter about one that had no reply',
  'letter-returned': 'to give a letter that could not be sent back to its writer',
  survey: 'to ask whether there was a reply',
  'remind-survey': 'to ask so once more',
  digest: 'with the letters of a day to one office',
  'office-link': 'with a link for an office to choose how letters come',
  update: 'with an update, to a supporter',
  'confirm-news': 'to confirm that somebody wants updates',
  news: 'with an update, to somebody who did not sign',
  'manage-news': 'with a link to what is held of somebody who did not sign',
  recover: 'with a link for an organiser to sign in anew',
  'update-test': 'with an update, to whoever tries it',
  'test-letter': 'with a sample letter, to whoever wrote its text',
  summary: 'with a week in figures, to an organiser',
  milestone: 'to tell an organiser of a milestone',
}

/** A line for each kind of mail that waits, and one for the letters whose turn has not come. */
function waitingLines({ waiting, inLine }: Sending, heading: string): string {
  const kinds = Object.keys(kindNames) as OutgoingKind[]
  const lines = kinds.flatMap(kind => (waiting[kind] ? [`  ${waiting[kind]} ${kindNames[kind]}\n`] : []))
  if (inLine.letters > 0) lines.push(`  ${lineWords(inLine)}\n`)
  return lines.length > 0 ? `${heading}\n${lines.join('')}` : 'No mail waits.\n'
}

function lineWords({ letters, offices }: Sending['inLine']): string {
  const who = letters === 1 ? '1 letter waits its turn' : `${letters} letters wait their turn`
  return `${who} at ${offices === 1 ? '1 office' : `${offices} offices`}`
}

function warnOfRestored({ backupMadeAt, waiting, inLine }: Sending, io: Io, cure: string): void {
  const most = (waiting.letter ?? 0) + inLine.letters
  if (!backupMadeAt || (Object.keys(waiting).length === 0 && most === 0)) return
  const letters = most > 0 ? `up to ${most} letters with it ` : ''
  io.note(
    `This database was restored from a backup made at ${backupMadeAt.toISOString()}. What was sent after that moment waits in it still and ${letters}may go out a SECOND time. ${cure}`,
  )
}
